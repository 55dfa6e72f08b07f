"""The description of a trigger does not say in the usual words what starts the flow.

Why: Microsoft asks for one form for all triggers, and agents choose a trigger by it.
Write: "This operation triggers when an order changes."
Bad:
    description: Fires on order events.
Good:
    description: This operation triggers when an order changes.
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


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the verb and for "when" in the description of every trigger that makers can choose."""
    for operation in offered_triggers(connector):
        if operation.description and not _FORM.search(operation.description):
            message = f'the description of {operation.id or "the trigger"} does not say "triggers when"'
            yield Finding(operation.at / "description", message, 'write "This operation triggers when …"')


_FORM: Final = re.compile(
    r"\b(?:trigger(?:s|ed)?|start(?:s|ed)?|fires?|runs?)\b.{0,200}\bwhen|^when\b", re.IGNORECASE | re.DOTALL
)
