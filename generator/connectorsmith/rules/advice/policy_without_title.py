"""A policy has no title.

Why: the designer lists policies by their titles, and refuses to save one without.
Write: what it does, in a few words: "Set the API version".
Bad:
    policies: [{template: setheader, name: x-version, value: "1"}]
Good:
    policies: [{template: setheader, title: Set the API version, name: x-version, value: "1"}]
Source: all 761 policies of about 1,000 published connectors have a title
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the title of every policy."""
    for policy in connector.policies:
        if not (policy.title or "").strip() and not is_reported(connector, policy.at / "title"):
            message = f"a policy of the template {policy.template} has no title"
            yield Finding(policy.at / "title", message, "say in a few words what it does")
