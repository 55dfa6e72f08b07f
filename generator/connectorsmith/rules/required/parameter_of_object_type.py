"""A parameter outside the body is an object.

Why: an address, a header or a form holds text only; the platform refuses anything with properties there.
Write: a simple type, or an array of one; put objects into the body.
Bad:
    {name: filter, in: query, type: object}
Good:
    {name: filter, in: query, type: string}
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the type of every parameter, and of the items of those that are lists."""
    once = {id(parameter.value): parameter for parameter in written_parameters(connector)}
    for parameter in once.values():
        if parameter.ref is not None or parameter.location in (None, "body"):
            continue
        for part in (parameter.value, parameter.value.items):
            if part is not None and _holds_properties(connector, part):
                message = (
                    f'the parameter "{parameter.name}" (in: {parameter.location}) cannot be an object or a definition'
                )
                yield Finding(part.at / "type", message, "write a simple type such as string, or send it in the body")


def _holds_properties(connector: Connector, schema: Schema) -> bool:
    """Whether a value is an object or a definition; one that does not exist is left to its own rule."""
    known = schema.definition in (connector.definitions or {})
    return schema.type == "object" or schema.properties is not None or known
