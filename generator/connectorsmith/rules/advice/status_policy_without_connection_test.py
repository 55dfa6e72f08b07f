"""A policy declares connections signed out, and no operation tests connections.

Why: the platform finds out that a connection is signed out when it tests it; without a test the policy is not asked.
Write: testConnection under x-ms-capabilities, with a GET operation that needs no values.
Bad:
    policies: [{template: setconnectionstatustounauthenticated, title: Sign in again, statusCode: 401}]
Good:
    policies: [{template: setconnectionstatustounauthenticated, title: Sign in again, statusCode: 401}]
    x-ms-capabilities: {testConnection: {operationId: GetMe}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setconnectionstatustounauthenticated/setconnectionstatustounauthenticated
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the test of connections where there is such a policy."""
    capabilities = connector.extra.get("x-ms-capabilities")
    tested = isinstance(capabilities, dict) and "testConnection" in capabilities
    for policy in connector.policies:
        if policy.template.casefold() == "setconnectionstatustounauthenticated" and not tested:
            message = "the policy goes with a test of connections, and there is none"
            yield Finding(policy.at / "template", message, "add x-ms-capabilities: testConnection with an operationId")
