"""A policy lacks the type that its template needs, or has one that it does not.

Why: a polling trigger is recognised by its type as well as by its template; no other template has a type.
Write: "type: PollingTrigger" beside "template: pollingtrigger", and nowhere else.
Bad:
    {template: pollingtrigger, title: Wait for orders}
Good:
    {template: pollingtrigger, title: Wait for orders, type: PollingTrigger}
Source: the published JSON Schema of apiProperties, and every polling trigger among published connectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_templates import instances
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the type of each policy with that of its template."""
    for policy, template in instances(connector):
        if policy.type != template.type:
            hint = f'write "type: {template.type}"' if template.type else "leave the type out"
            message = f'the template "{template.id}" {"needs a" if template.type else "has no"} type'
            yield Finding(policy.at / "type", message, hint)
