"""The summary of a trigger does not begin with "When".

Why: makers tell triggers from actions by it: "When an order changes" starts a flow, "Get an order" is a step.
Write: "When a …" or "When an …", and what happened.
Bad:
    OrderChanged: {call: POST /hooks, summary: Order changed}
Good:
    OrderChanged: {call: POST /hooks, summary: When an order changes}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import offered_triggers


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the first word of the summary of every trigger that makers can choose."""
    for operation in offered_triggers(connector):
        if operation.summary and not _WHEN.match(operation.summary):
            message = f'the summary "{operation.summary}" of a trigger does not begin with When'
            yield Finding(operation.at / "summary", message, "write it as in When an order changes")


_WHEN: Final = re.compile(r"\s*when\b", re.IGNORECASE)
