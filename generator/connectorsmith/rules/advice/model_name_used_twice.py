"""Two operations have the same name for models.

Why: a model chooses a tool by its name, and cannot tell the two apart.
Write: a name of its own for each operation.
Bad:
    GetOrder: {call: GET /order, name-for-model: get_order}
    GetOrderLine: {call: GET /line, name-for-model: get_order}
Good:
    GetOrder: {call: GET /order, name-for-model: get_order}
    GetOrderLine: {call: GET /line, name-for-model: get_order_line}
Source: https://github.com/microsoft/Power-Fx, ConnectorFunction.ModelName
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation

_KEY: Final = "x-ms-name-for-model"
_WORD: Final = "name-for-model"


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names letter for letter, and report each after the first that has it."""
    named: dict[str, Operation] = {}
    for operation in connector.operations:
        name = operation.extra.get(_KEY)
        if not isinstance(name, str):
            continue
        first = named.setdefault(name, operation)
        if first is not operation:
            related = ((f"{first.id or 'the other operation'}", first.at / _WORD),)
            message = f'"{name}" is the name of {first.id or "another operation"} for models as well'
            yield Finding(operation.at / _WORD, message, "give each operation a name of its own", related)
