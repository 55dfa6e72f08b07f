"""A policy lacks a parameter that its template requires.

Why: without it the platform cannot apply the policy, and refuses the connector.
Write: every required parameter of the template; some may be an empty text.
Bad:
    {template: setheader, section: Request, name: x-source}
Good:
    {template: setheader, section: Request, name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_templates import instances
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for each required parameter of each policy's template; a misspelt one is left to its own rule."""
    for policy, template in instances(connector):
        given = policy.parameters or {}
        misspelt = {suggest(name, template.parameters) for name in given if name not in template.parameters}
        for parameter in template.parameters.values():
            if parameter.required and parameter.name not in {*given, *misspelt}:
                message = f'the template "{template.id}" requires the parameter "{parameter.name}"'
                yield Finding(policy.at / parameter.name, message, parameter.description)
