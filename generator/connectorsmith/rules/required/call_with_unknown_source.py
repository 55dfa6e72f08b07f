"""A dropdown or a form takes a value from a parameter that the operation does not have.

Why: the value can never be given, and the platform refuses the connector.
Write: under "with" a parameter of this operation on the right, a body property as body/name, or {value: …}.
Bad:
    options: {operation: ListCustomers, value: id, title: name, with: {shop: store}}
Good:
    options: {operation: ListCustomers, value: id, title: name, with: {shop: shop}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import below
from connectorsmith.analysis.dynamic_calls import Argument, calling
from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.property_path import follow, has_name, known_paths
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Operation, Parameter


@rule(Severity.ERROR, code="OperationParameterNameNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look the source of every argument up in the operations that need it; one finding for an argument."""
    lacking: dict[Pointer, list[tuple[Operation, Argument]]] = {}
    for operation, call in calling(connector):
        for argument in call.arguments:
            if not operation.internal and not _has(connector, operation, argument):
                lacking.setdefault(argument.at, []).append((operation, argument))
    for at, found in lacking.items():
        operation, argument = found[0]
        names = [item.id or item.path for item, _ in found]
        who = f"{', '.join(names[:3])}{', …' if len(names) > 3 else ''} {'has' if len(names) == 1 else 'have'}"
        yield Finding(at, f'{who} no parameter "{argument.source}"', _hint(connector, operation, argument))


def _has(connector: Connector, operation: Operation, argument: Argument) -> bool:
    source = argument.source
    if source is None:
        return True
    if not source:
        return False
    known = named_parameters(connector, operation)
    if known.incomplete or source in known.by_name:
        return True
    name, _, path = source.partition("/")
    if name in known.by_name and path and follow(connector, known.by_name[name].content, path) is not None:
        return True
    last = _last(source)
    return not argument.exact and any(has_name(connector, one.content, last) for one in known.with_parts)


def _last(source: str) -> str:
    """The last name of a path; the older extensions divide it with dots as well."""
    return source.replace(".", "/").rpartition("/")[2]


def _other_fields(connector: Connector, body: Parameter, argument: Argument) -> Iterator[str]:
    """The paths in a body, but for those to the dropdown itself."""
    for path in known_paths(connector, body.content):
        found = follow(connector, body.content, path)
        if found is None or not below(argument.at, found.at):
            yield path


def _hint(connector: Connector, operation: Operation, argument: Argument) -> str:
    source = argument.source or ""
    inputs = parameters(connector, operation)
    known = [item.name for item in inputs if item.name and item.location != "body" and not below(argument.at, item.at)]
    for body in inputs:
        if body.location == "body":
            start = f"{body.name}/" if argument.exact else ""  # the older extensions leave the body out of a path
            known += [start + path for path in _other_fields(connector, body, argument)]
    likely = next((path for path in known if path.endswith(f"/{source}")), None) or suggest(source, known)
    if likely:
        return f'did you mean "{likely}"?'
    if known:
        return f"it has {listed(known)}"
    return "give a constant: {value: …}" if argument.exact else "give a constant in its place"
