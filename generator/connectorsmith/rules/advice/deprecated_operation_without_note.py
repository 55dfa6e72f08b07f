"""A deprecated operation does not say so in its texts.

Why: the designer hides it from new flows, but makers of old ones see only its summary and description.
Write: "(deprecated)" at the end of the summary, and in the description what to use instead.
Bad:
    GetOrder: {call: GET /order, deprecated: true, summary: Get an order, description: Reads one order.}
Good:
    GetOrder: {call: GET /order, deprecated: true, summary: Get an order (deprecated),
      description: (deprecated) Use Get an order V2 instead.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/deprecate-operation
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import visible_operations


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the word in the two texts of every deprecated operation that makers see."""
    for operation in visible_operations(connector):
        for key, text in (("summary", operation.summary), ("description", operation.description)):
            if operation.deprecated and text and "deprecated" not in text.casefold():
                message = f"the {key} of {operation.id or 'the operation'} does not say that it is deprecated"
                yield Finding(operation.at / key, message, _HINTS[key])


_HINTS: Final = {"summary": "add (deprecated)", "description": "add (deprecated), and what to use instead"}
