"""A connector for the on-premises data gateway has a policy that sets the host.

Why: the policy does not support addresses behind the gateway, so that they cannot be called.
Write: the host in the definition, or a connector without the gateway.
Bad:
    capabilities: [gateway]
    policies: [{template: dynamichosturl, urlTemplate: "https://@connectionParameters('host')"}]
Good:
    capabilities: [gateway]
    host: orders.example.com
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/dynamichosturl/dynamichosturl
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import uses_gateway


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the policy where calls may go through the gateway."""
    for policy in connector.policies:
        if policy.template.casefold() == "dynamichosturl" and uses_gateway(connector):
            message = "the policy sets the host, which does not work with the data gateway"
            yield Finding(policy.at / "template", message, "leave the gateway out, or the policy")
