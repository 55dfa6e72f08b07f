"""The login has a redirect mode that the platform does not know.

Why: the mode decides to which address the service sends the maker back, which has to be registered there.
Write: GlobalPerConnector, the mode of new connectors, which gives each its own address; Global or Direct for old ones.
Bad:
    oAuthSettings: {identityProvider: oauth2, redirectMode: PerConnector}
Good:
    oAuthSettings: {identityProvider: oauth2, redirectMode: GlobalPerConnector}
Source: the published JSON Schema of apiProperties, and 34 published connectors with GlobalPerConnector and 4 with
    GlobalListener, which it forgets
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import allowed, connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the mode of every login up."""
    known = allowed("oAuthSettings", "redirectMode")
    for parameter in connection_parameters(connector):
        mode = (parameter.oauth or {}).get("redirectMode")
        if isinstance(mode, str) and mode not in known:
            likely = suggest(mode, known)
            hint = f'did you mean "{likely}"?' if likely else "write GlobalPerConnector"
            at = parameter.at / "oAuthSettings" / "redirectMode"
            yield Finding(at, f'the platform knows no redirect mode "{mode}"', hint)
