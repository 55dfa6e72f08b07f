"""A policy names a template that the platform does not have.

Why: the connector cannot be saved, or the policy does nothing; reviewers turn invented templates down.
Write: the id of a template, spelt as the platform spells it: all in lower case always works.
Bad:
    {template: setheadr, name: x-source, value: flow}
Good:
    {template: setheader, name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_templates import catalogue_of
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every policy's template up, then its spelling."""
    policies = connector.policies
    known = catalogue_of(connector).templates if policies else {}
    for policy in policies:
        template = known.get(policy.template.lower())
        at = policy.at / "template"
        if template is None:
            likely = suggest(policy.template, known)
            hint = f'did you mean "{likely}"?' if likely else f"the templates are {', '.join(known)}"
            yield Finding(at, f'there is no policy template "{policy.template}"', hint)
        elif policy.template not in template.spellings:
            yield Finding(at, f'"{policy.template}" is not how the template is spelt', f'write "{template.id}"')
