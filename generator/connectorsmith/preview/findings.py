"""The findings of lint in a connector, beside the cards."""

from __future__ import annotations

import asyncio

from connectorsmith.lint.run import lint_opened
from connectorsmith.lint.selection import Selection
from connectorsmith.model import Json
from connectorsmith.preview.calls import opened_entry
from connectorsmith.preview.faults import faults_as_json
from connectorsmith.preview.requests import PageRequest
from connectorsmith.preview.session import Session


class Findings:
    """Answers what lint finds. It takes longer than the model, so that the page asks for it apart."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def findings(self, asked: PageRequest) -> Json:
        """The findings of all rules, by card."""
        entry, _, _ = opened_entry(self._session, asked)
        opened = entry.opened
        assert opened is not None
        found = await asyncio.to_thread(lint_opened, opened, Selection())
        return {"findings": faults_as_json(found.diagnostics, opened, self._session.root)}
