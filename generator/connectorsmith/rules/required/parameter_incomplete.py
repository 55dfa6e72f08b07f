"""A parameter lacks its name, its place or its type.

Why: without them the platform does not know what to send, and refuses the connector.
Write: name, in and type; what a body holds has a rule of its own.
Bad:
    parameters: [{name: page, type: integer}]
Good:
    parameters: [{name: page, in: query, type: integer}]
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Parameter
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="RequiredPropertyMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the three keys on every parameter that is not a reference."""
    once = {id(parameter.value): parameter for parameter in written_parameters(connector)}
    for parameter in once.values():
        if parameter.ref is None:
            missing = dict(_missing(parameter))
            unfit = [key for key in missing if key in parameter.value.extra]
            for key in unfit:
                yield Finding(
                    parameter.at / key, f"{_called(parameter)} has no `{key}` that can be used", missing.pop(key)
                )
            if missing:
                message = f"{_called(parameter)} has {' and '.join(f'no `{key}`' for key in missing)}"
                yield Finding(parameter.at, message, "; ".join(missing.values()))


def _missing(parameter: Parameter) -> Iterator[tuple[str, str]]:
    if not parameter.name and not (parameter.name == "" and parameter.location == "body"):
        shared = ", or just the name of a shared parameter" if in_spec(parameter.at) else ""
        yield "name", f"write the name as the API knows it{shared}"
    if parameter.location is None:
        yield "in", "write in: query, in: header, in: path or in: formData"
    elif parameter.location != "body" and parameter.value.type is None and parameter.value.ref is None:
        yield "type", "write type: string, integer, number, boolean or array of string"


def _called(parameter: Parameter) -> str:
    if parameter.location == "body":
        return "the body"
    return f'the parameter "{parameter.name}"' if parameter.name else "the parameter"
