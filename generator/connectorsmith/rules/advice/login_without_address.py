"""A login lacks an address or a resource that its identity provider needs.

Why: the platform cannot open the page of the login, get a token, or renew it.
Write: for oauth2 authorizationUrl, tokenUrl and refreshUrl; for oauth2generic the same with "Template" at the end; for
    aad resourceUri.
Bad:
    oAuthSettings: {identityProvider: oauth2, customParameters: {authorizationUrl: "https://example.com/login"}}
Good:
    oAuthSettings: {identityProvider: oauth2, customParameters: {authorizationUrl: "https://example.com/login",
      tokenUrl: "https://example.com/token", refreshUrl: "https://example.com/token"}}
Source: the published JSON Schema of apiProperties
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.phrases import both
from connectorsmith.rules.support.properties import connection_parameters
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the keys of every login, without regard to case; the platform may know a service by itself."""
    for parameter in connection_parameters(connector):
        settings = parameter.oauth or {}
        given = settings.get("customParameters") or {}
        needed = _NEEDED.get(str(settings.get("identityProvider")).casefold(), ())
        missing = [key for key in needed if key.casefold() not in {name.casefold() for name in given}]
        at = parameter.at / "oAuthSettings" / "customParameters"
        if missing and not is_reported(connector, at):
            message = f'the login "{parameter.name}" has {both(f"no {key}" for key in missing)}'
            yield Finding(at, message, f"{settings['identityProvider']} needs {both(needed)}")


_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "oauth2": ("authorizationUrl", "tokenUrl", "refreshUrl"),
    "oauth2generic": ("authorizationUrlTemplate", "tokenUrlTemplate", "refreshUrlTemplate"),
    "aad": ("resourceUri",),
}
