"""A path has a query, a fragment, or braces that enclose no name.

Why: the platform takes a path apart at slashes and braces only, and refuses everything else.
Write: query values as parameters with "in: query"; each variable in its own pair of braces.
Bad:
    GetOrder: {call: GET /orders?state=open}
Good:
    GetOrder: {call: GET /orders, parameters: [{name: state, in: query, type: string}]}
Source: https://spec.openapis.org/oas/v2.0#paths-object
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_WHOLE = re.compile(r"(?:[^{}]|\{[^{}/]+\})*\Z")


@rule(Severity.ERROR, code="OperationPathTemplateNotValid", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of every path."""
    for operation in connector.operations:
        outside = re.sub(r"\{[^{}]*\}", "", operation.path)
        found = next((mark for mark in "?#" if mark in outside), None)
        at = operation.at / "call"
        if found:
            hint = "write the values behind it as parameters with in: query" if found == "?" else "write %23"
            yield Finding(at, f"the path has a {found} in it", hint)
        elif not _WHOLE.match(operation.path):
            yield Finding(at, "the braces in the path do not enclose a name each", "write for example /orders/{id}")
