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

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_expression import HEADERS, QUERY, PolicyCall, policy_parts
from connectorsmith.model import Connector, Policy
from connectorsmith.rules.support.expressions import Written, policy_texts, reached
from connectorsmith.rules.support.security import security_definitions


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every name up among the parameters of the operations, and what the connection and earlier policies set.

    What headers an answer has is not known.
    """
    setters = _setters(connector)
    order = {id(policy): index for index, policy in enumerate(connector.policies)}
    for written in policy_texts(connector):
        section = written.policy.section or "Request"
        for call in written.calls:
            known = call.function == QUERY or (call.function == HEADERS and section == "Request")
            if known and len(call.arguments) == 1 and written.name != _TARGET:
                found = setters.get((call.function, call.arguments[0].casefold()), [])
                own = order[id(written.policy)]
                yield from _unknown(connector, written, call, [one for one in found if one[0] != own], own)


def _unknown(
    connector: Connector, written: Written, call: PolicyCall, setting: Sequence[tuple[int, Policy]], own: int
) -> Iterator[Finding]:
    operations = reached(connector, written.policy)
    where, what = _LOCATIONS[call.function]
    known = {
        str(parameter.name)
        for operation in operations
        for parameter in parameters(connector, operation)
        if parameter.location == where
    }
    name = call.arguments[0]
    there = {*(one.casefold() for one in known), *_keys(connector, where), *(_STANDARD if where == "header" else ())}
    if not operations or name.casefold() in there:
        return
    sharing = [(index, policy) for index, policy in setting if _meet(policy, written.policy)]
    if any(index < own for index, _ in sharing):
        return
    likely = suggest(name, known)
    hint = f'did you mean "{likely}"?' if likely else f"add the {what} to the operation, or give a default"
    if sharing:
        hint = "policies run in their order: move the one that sets it before this one"
    elif setting:
        title = setting[0][1].title or setting[0][1].template
        hint = f'the policy "{title}" sets it, but is for other operations, or for the answer'
    yield Finding(written.at, f'no operation of the policy has the {what} "{name}"', hint)


def _setters(connector: Connector) -> _Setters:
    found: _Setters = {}
    for index, policy in enumerate(connector.policies):
        for function in _LOCATIONS:
            for name in _set_by(policy, function):
                found.setdefault((function, name), []).append((index, policy))
    return found


def _keys(connector: Connector, where: str) -> Iterator[str]:
    """The names of the keys that the connection puts into a call."""
    for _, definition, _ in security_definitions(connector):
        if definition.get("in") == where:
            yield str(definition.get("name")).casefold()


def _set_by(policy: Policy, function: str) -> Iterator[str]:
    """The names of the headers, or of the query parameters, that a policy sets."""
    given = policy.parameters or {}
    if policy.template.casefold() == _SETTERS[function]:
        yield str(given.get("name")).casefold()
    target = given.get(_TARGET)
    for call in policy_parts(target) if isinstance(target, str) else ():
        if isinstance(call, PolicyCall) and call.function == function:
            yield from (name.casefold() for name in call.arguments)


def _meet(policy: Policy, other: Policy) -> bool:
    """Whether there may be an operation that both policies are for, in sections where the first one is of use."""
    both = set(policy.operations or ()) & set(other.operations or ())
    return (not policy.operations or not other.operations or bool(both)) and policy.section in (None, "Request")


_Setters: TypeAlias = dict[tuple[str, str], list[tuple[int, Policy]]]
"""The policies that set a header or a query parameter, with their index, by function and name."""
_LOCATIONS: Final = {HEADERS: ("header", "header"), QUERY: ("query", "query parameter")}
_SETTERS: Final = {HEADERS: "setheader", QUERY: "setqueryparameter"}
_TARGET: Final = "parameterTemplate"
"""The parameter of setvaluefromurl that names what is set."""
_STANDARD: Final = frozenset({"accept", "authorization", "content-type", "host", "user-agent"})
"""Headers that a call has without being asked for them."""
