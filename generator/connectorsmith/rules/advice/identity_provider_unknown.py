"""The login names an identity provider that is not documented.

Why: the provider decides which addresses and values the login needs; a connector for a provider that the platform
    does not have cannot be connected.
Write: oauth2 for any service with OAuth 2.0, aad for Microsoft Entra ID, oauth2generic for addresses with variables.
Bad:
    oAuthSettings: {identityProvider: Example, scopes: []}
Good:
    oAuthSettings: {identityProvider: oauth2, scopes: []}
Source: the published JSON Schema of apiProperties, and the providers of published connectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import allowed, connection_parameters


@rule(Severity.WARNING, error_in=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the provider of every login up."""
    known = allowed("oAuthSettings", "identityProvider")
    for parameter in connection_parameters(connector):
        provider = (parameter.oauth or {}).get("identityProvider")
        if isinstance(provider, str) and provider not in known:
            likely = suggest(provider, known)
            hint = f'did you mean "{likely}"?' if likely else "write oauth2 with the addresses of the service"
            at = parameter.at / "oAuthSettings" / "identityProvider"
            yield Finding(at, f'the platform documents no identity provider "{provider}"', hint)
