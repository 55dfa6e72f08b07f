"""A dropdown or a form takes a value from a parameter that makers never see.

Why: makers cannot fill the parameter in, so that the lookup is called without the value, or always with its default.
Write: the value itself, as in {value: 5}, or a parameter that makers see.
Bad:
    parameters:
      - {name: kind, in: query, type: string, visibility: internal}
      - {name: id, in: query, type: string, options: {operation: ListIds, value: id, title: name, with: {kind: kind}}}
Good:
    parameters:
      - {name: id, in: query, type: string,
         options: {operation: ListIds, value: id, title: name, with: {kind: {value: order}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SourcePropertyInternal
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import met_lookups
from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.property_path import follow
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Operation, Parameter


@rule(Severity.WARNING, code="SourcePropertyInternal")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up the source of every argument, and all that it is in, in the operations that makers see."""
    seen: set[Pointer] = set()
    for operation, lookup in met_lookups(connector):
        for argument in lookup.arguments if not operation.internal else ():
            source = argument.source
            if source is not None and argument.at not in seen and _hidden(connector, operation, source):
                seen.add(argument.at)
                message = f'"{source}" is internal in {operation.id or "the operation"}: makers do not fill it in'
                yield Finding(argument.at, message, "write the value itself, or make the source visible")


def _hidden(connector: Connector, operation: Operation, name: str) -> bool:
    """Whether what a name represents is internal: a parameter, else a property of the body or a part around it."""
    listed = parameters(connector, operation)
    found = named_parameters(connector, operation).by_name.get(name)
    if found is not None:
        return "internal" in (found.visibility, connector.resolve(found.content).visibility)
    bodies = [parameter for parameter in listed if parameter.location == "body"]
    return any(_hidden_inside(connector, body, name) for body in bodies)


def _hidden_inside(connector: Connector, body: Parameter, name: str) -> bool:
    names = name.removeprefix(f"{body.name}/").replace(".", "/").split("/")
    paths = ("/".join(names[: count + 1]) for count in range(len(names)))
    parts = [follow(connector, body.content, path) for path in paths]
    if None in parts:
        return False
    visibilities = {part.visibility for part in parts if part is not None} | {body.visibility}
    return "internal" in visibilities
