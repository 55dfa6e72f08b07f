"""A policy does not say in which section it runs, although its template has several.

Why: the designer requires a choice here, and what the platform does without one is not documented.
Write: "section: Request" to change the call, "section: Response" to change the answer.
Bad:
    {template: setheader, name: x-source, value: flow}
Good:
    {template: setheader, section: Request, name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setheader/setheader
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_templates import instances
from connectorsmith.model import Connector
from connectorsmith.model.policy import SECTION
from connectorsmith.rules.support.phrases import either


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the section where the template requires one; a section that there is not is left to its own rule."""
    for policy, template in instances(connector):
        if (
            policy.section is None
            and not any(suggest(key, (SECTION,)) for key in policy.extra_parameters)
            and template.sections.required
        ):
            hint = f"write {either(template.sections.allowed)}; mostly it is {template.sections.default}"
            yield Finding(policy.at / "section", f'the template "{template.id}" requires a section', hint)
