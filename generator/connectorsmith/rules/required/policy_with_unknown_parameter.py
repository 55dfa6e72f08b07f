"""A policy has a parameter that its template does not know.

Why: the platform ignores it or refuses the connector, so that the policy does something else than it says.
Write: the template's own parameters, with upper and lower case as they are documented.
Bad:
    {template: setheader, name: x-source, vlaue: flow}
Good:
    {template: setheader, name: x-source, value: flow}
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
    """Compare the parameters of each policy with those of its template."""
    for policy, template in instances(connector):
        for name in policy.parameters or {}:
            if name not in template.parameters:
                likely = suggest(name, template.parameters)
                hint = f'did you mean "{likely}"?' if likely else f"it has {', '.join(template.parameters)}"
                yield Finding(policy.at / name, f'the template "{template.id}" has no parameter "{name}"', hint)
