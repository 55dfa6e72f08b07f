"""A policy names a section in which its template cannot run.

Why: each template works on the request, the response or a failure, and the platform refuses it elsewhere.
Write: one of the template's sections; no section for a template that has only one place to run.
Bad:
    {template: setheader, section: request, name: x-source, value: flow}
Good:
    {template: setheader, section: Request, name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_templates import Sections, instances
from connectorsmith.model import Connector
from connectorsmith.model.policy import SECTION
from connectorsmith.rules.support.phrases import either


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the section of each policy with those of its template."""
    for policy, template in instances(connector):
        written = policy.extra_parameters.get(SECTION) if policy.section is None else policy.section
        if isinstance(written, str) and written not in template.sections.allowed:
            message = f'the template "{template.id}" does not run in the section "{written}"'
            yield Finding(policy.at / "section", message, _hint(template.sections, written))


def _hint(sections: Sections, section: str) -> str:
    likely = suggest(section, sections.allowed)
    if likely:
        return f'did you mean "{likely}"?'
    return f"write {either(sections.allowed)}" if sections.allowed else "leave the section out"
