"""An operation has the same parameter twice.

Why: the platform tells parameters apart by name and place, and refuses two alike.
Write: each name once for each "in".
Source: https://spec.openapis.org/oas/v2.0#operation-object
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Parameter
from connectorsmith.model.parts import listed_parameters


@rule(Severity.ERROR, code="OperationParametersContainDuplicateParameter", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the parameters of each list by name and place; bodies have a rule of their own."""
    for item in (connector.paths or {}).values():
        yield from _twice(connector, ((parameter, parameter.at) for parameter in item.parameters or ()))
        for operation in item.operations.values():
            yield from _twice(connector, listed_parameters(operation))


def _twice(connector: Connector, listed: Iterable[tuple[Parameter, Pointer]]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Pointer] = {}
    for parameter, at in listed:
        found = connector.parameter(parameter)
        if found.name is None or found.location in (None, "body"):
            continue
        key = (found.name, str(found.location))
        if key in first:
            message = f'the parameter "{found.name}" (in: {found.location}) is listed twice'
            yield Finding(at, message, "remove one of the two", (("first listed here", first[key]),))
        first.setdefault(key, at)
