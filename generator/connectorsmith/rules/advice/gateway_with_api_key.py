"""A connector for the on-premises data gateway signs in with an API key.

Why: the gateway does not support API keys, so that calls arrive at the API without one.
Write: basic authentication, or a connector without the gateway.
Bad:
    capabilities: [gateway]
    securityDefinitions: {Key: {type: apiKey, in: header, name: X-Key}}
Good:
    capabilities: [gateway]
    securityDefinitions: {Login: {type: basic}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import uses_gateway
from connectorsmith.rules.support.security import security_definitions


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the type of the first security definition, which is the one that the platform takes."""
    if uses_gateway(connector):
        for name, definition, at in [*security_definitions(connector)][:1]:
            if definition.get("type") == "apiKey":
                message = f'the data gateway does not support API keys, and "{name}" is one'
                yield Finding(at / "type", message, "sign in with type: basic, or leave the gateway out")
