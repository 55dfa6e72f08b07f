"""An operation asks for the header Authorization as a parameter.

Why: the platform writes this header itself, from the connection, and refuses a connector that declares it.
Write: a security definition and a connection parameter; a setheader policy cannot set it either.
Bad:
    GetOrder: {call: GET /orders, parameters: [{name: Authorization, in: header, type: string}], responses: {200: {}}}
Good:
    GetOrder: {call: GET /orders, responses: {200: {}}}
Source: the portal's message "'Authorization' header is not allowed"; no published connector declares it
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the header among the parameters that are written anywhere."""
    for parameter in written_parameters(connector):
        if parameter.location == "header" and (parameter.name or "").strip(" :").casefold() == "authorization":
            message = f"the header {parameter.name} is not allowed as a parameter"
            yield Finding(parameter.at, message, "remove it, and add a security definition and a connection parameter")
