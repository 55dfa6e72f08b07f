"""An operation describes no answer for failure.

Why: the designer then shows makers a bare status, and agents cannot tell a wrong value from a service that is down.
Write: the statuses that the API gives, each with a description; in a spec "errors: [400, 401, 404]".
Bad:
    responses: {200: Order}
Good:
    responses: {200: Order, errors: [400, 401, 404]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import is_mcp
from connectorsmith.rules.support.visible_fields import visible_operations


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a status from 400 up, or "default", among the responses of every visible operation."""
    for operation in visible_operations(connector):
        codes = [code for code, _ in answers(connector, operation)]
        if codes and not is_mcp(operation) and not any(code == "default" or code[:1] in ("4", "5") for code in codes):
            message = f"{operation.id or 'the operation'} describes no answer for failure"
            yield Finding(operation.at / "responses", message, _HINT)


_HINT: Final = "add the statuses that the API gives, such as 400, 401 and 404"
