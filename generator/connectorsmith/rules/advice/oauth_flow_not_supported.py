"""The connector signs in with a flow of OAuth 2.0 that the platform does not have.

Why: a connection is made by a person in a browser; neither a password nor a client alone is exchanged for a token.
Write: "flow: accessCode", with both addresses.
Bad:
    securityDefinitions:
      Login: {type: oauth2, flow: application, tokenUrl: "https://example.com/token", scopes: {}}
Good:
    securityDefinitions:
      Login: {type: oauth2, flow: accessCode, authorizationUrl: "https://example.com/authorize",
        tokenUrl: "https://example.com/token", scopes: {}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import security_definitions

_MISSING: Final = ("application", "password")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the flow of every definition."""
    for name, definition, at in security_definitions(connector):
        flow = definition.get("flow")
        if flow in _MISSING:
            message = f'the platform does not support the flow "{flow}" of "{name}"'
            yield Finding(at / "flow", message, "write accessCode, with authorizationUrl and tokenUrl")
