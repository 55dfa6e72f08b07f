"""A parameter of a policy is of the wrong kind: a number or a switch where the platform wants text, or the reverse.

Why: the platform takes nearly every parameter as text, "true" and "false" included; only a status code is a number.
Write: quotes around what is text, none around a status code, a map for triggerConfig.
Bad:
    {template: setheader, name: x-level, value: 5}
Good:
    {template: setheader, name: x-level, value: "5"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_templates import TemplateParameter, instances
from connectorsmith.model import Connector, Json

_KINDS = {"string": "text", "integer": "a whole number", "object": "a map"}


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the kind of each value with that of its parameter."""
    for policy, template in instances(connector):
        for name, value in (policy.parameters or {}).items():
            parameter = template.parameters.get(name)
            if parameter and not parameter.takes(value):
                yield Finding(policy.at / name, f"{name} must be {_KINDS[parameter.type]}", _hint(parameter, value))


def _hint(parameter: TemplateParameter, value: Json) -> str | None:
    if parameter.type == "string" and isinstance(value, bool | int | float):
        return f'write "{json.dumps(value)}", with the quotes'
    if parameter.type == "integer" and isinstance(value, str) and value.isdecimal():
        return f"write {value}, without quotes"
    return "write the names of query parameters with their values" if parameter.type == "object" else None
