"""The login shares its redirect address with other connectors, which is for connectors made before February 2024.

Why: since then the platform wants an address of its own for each new connector, which is registered with the service.
    A connector that was made before may keep Global.
Write: GlobalPerConnector, and register the address that the platform shows after the first upload.
Bad:
    oAuthSettings: {identityProvider: oauth2, redirectMode: Global}
Good:
    oAuthSettings: {identityProvider: oauth2, redirectMode: GlobalPerConnector}
Source: the connector skill of github.com/rwilson504, which dates it; published connectors made since then have
    GlobalPerConnector
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters

_SHARED = "Global"


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the mode of every login."""
    for parameter in connection_parameters(connector):
        if (parameter.oauth or {}).get("redirectMode") == _SHARED:
            message = "redirect mode Global is for connectors made before February 2024"
            hint = "write GlobalPerConnector for a new connector, and register the address that the platform then shows"
            yield Finding(parameter.at / "oAuthSettings" / "redirectMode", message, hint)
