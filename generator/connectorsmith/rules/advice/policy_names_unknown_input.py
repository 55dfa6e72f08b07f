"""A policy asks for a header or a query parameter that none of its operations has.

Why: the expression then gives nothing, and a path or an address has a hole where the value should be.
Write: the name of a parameter of the operations that the policy applies to.
Bad:
    GetGraph: {call: GET /graph, parameters: [{name: graphId, in: query, type: string}]}
    policies: [{template: routerequesttoendpoint, newPath: "/graphs/@queryParameters('graph')"}]
Good:
    policies: [{template: routerequesttoendpoint, newPath: "/graphs/@queryParameters('graphId')"}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/expressions/expressions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.maker_view import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_expression import HEADERS, QUERY, PolicyCall, policy_parts
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import Written, policy_texts, reached
from connectorsmith.rules.support.security import security_definitions


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every name up among the parameters of the operations, and what policies or the connection set."""
    made = {*_made(connector)}
    for written in policy_texts(connector):
        for call in written.calls:
            if call.function in _LOCATIONS and len(call.arguments) == 1 and written.name != _TARGET:
                yield from _unknown(connector, written, call, made)


def _made(connector: Connector) -> Iterator[str]:
    """The names of what is in a call without being a parameter: what policies set, and the key of the connection."""
    for policy in connector.policies:
        yield str((policy.parameters or {}).get("name")).casefold()
        target = (policy.parameters or {}).get(_TARGET)
        for call in policy_parts(target) if isinstance(target, str) else ():
            yield from (name.casefold() for name in (call.arguments if isinstance(call, PolicyCall) else ()))
    for _, definition, _ in security_definitions(connector):
        yield str(definition.get("name")).casefold()


def _unknown(connector: Connector, written: Written, call: PolicyCall, made: set[str]) -> Iterator[Finding]:
    operations = reached(connector, written.policy)
    where, what = _LOCATIONS[call.function]
    known = {
        str(parameter.name)
        for operation in operations
        for parameter in parameters(connector, operation)
        if parameter.location == where
    }
    name = call.arguments[0]
    standard = where == "header" and name.casefold() in _STANDARD
    if operations and not standard and name.casefold() not in {*(one.casefold() for one in known), *made}:
        likely = suggest(name, known)
        hint = f'did you mean "{likely}"?' if likely else f"add the {what} to the operation, or give a default"
        yield Finding(written.at, f'no operation of the policy has the {what} "{name}"', hint)


_LOCATIONS: Final = {HEADERS: ("header", "header"), QUERY: ("query", "query parameter")}
_TARGET: Final = "parameterTemplate"
"""The parameter of setvaluefromurl that names what is set."""
_STANDARD: Final = frozenset(
    {"accept", "authorization", "content-type", "host", "user-agent", "location", "retry-after"}
)
"""Headers that a call or an answer has without being asked for them."""
