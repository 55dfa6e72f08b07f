"""A parameter of a policy has a value that its template does not allow.

Why: such parameters are choices, and the platform knows only the words it lists.
Write: one of the listed words, in the listed spelling; a number within its bounds.
Bad:
    {template: setheader, name: x-source, value: flow, existsAction: replace}
Good:
    {template: setheader, name: x-source, value: flow, existsAction: override}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_templates import TemplateParameter, instances
from connectorsmith.model import Connector, Json


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare each value of the right kind with the words or bounds of its parameter."""
    for policy, template in instances(connector):
        for name, value in (policy.parameters or {}).items():
            parameter = template.parameters.get(name)
            if parameter and parameter.takes(value) and not parameter.allows(value):
                yield Finding(policy.at / name, f'{name} may not be "{value}"', _hint(parameter, value))


def _hint(parameter: TemplateParameter, value: Json) -> str:
    if not parameter.allowed:
        return f"write a whole number from {parameter.minimum} to {parameter.maximum}"
    likely = suggest(value, parameter.allowed)
    return f'did you mean "{likely}"?' if likely else f"write one of {', '.join(parameter.allowed)}"
