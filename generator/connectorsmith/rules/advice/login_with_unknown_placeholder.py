"""An address of the login has a placeholder that nothing fills.

Why: the platform fills in its own placeholders and the connection parameters; another one is sent as it is written, and
    in doubled braces none is filled.
Write: one of the platform's names, or a connection parameter named token:… with the name behind the colon.
Bad:
    customParameters: {tokenUrlTemplate: "https://{{Tenant}}.example.com/token"}
Good:
    customParameters: {tokenUrlTemplate: "https://{TenantId}.example.com/token"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters; issue 3127 of
    microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters, declared


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the texts in braces of the addresses of every login, without regard to case."""
    names = {name for whole in declared(connector) for name in (whole, whole.rpartition(":")[2])}
    for parameter in connection_parameters(connector):
        given = (parameter.oauth or {}).get("customParameters") or {}
        known = {name.casefold() for name in (*_BUILT_IN, *names, *given)}
        for key, holder in given.items():
            value = holder.get("value") if isinstance(holder, dict) and "url" in key.casefold() else None
            at = parameter.at / "oAuthSettings" / "customParameters" / key
            for match in _PLACEHOLDER.finditer(value) if isinstance(value, str) else ():
                name = match["name"]
                if match[0].startswith("{{"):
                    yield Finding(at, f"{match[0]} is in doubled braces, and is not filled", f"write {{{name}}}")
                elif not name:
                    yield Finding(
                        at, "a placeholder has no name", "write the name of a connection parameter in the braces"
                    )
                elif name.casefold() not in known and name.rpartition(":")[2].casefold() not in known:
                    likely = suggest(name, [*_BUILT_IN, *sorted(names)])
                    own = name.rpartition(":")[2]
                    hint = f"did you mean {{{likely}}}?" if likely else f"add a connection parameter token:{own}"
                    yield Finding(at, f"nothing fills the placeholder {match[0]}", hint)


_PLACEHOLDER: Final = re.compile(r"\{{1,2}(?P<name>(?:[A-Za-z_][\w:]*)?)\}{1,2}")
_BUILT_IN: Final = (
    *("ClientId", "ClientSecret", "RedirectUrl", "Scopes", "Scope", "State", "Code", "RefreshToken", "ResourceUri"),
    *("TenantId", "GrantType", "LoginUri", "AuthorizationUrl", "TokenUrl", "RefreshUrl"),
)
"""What published connectors have in braces without declaring it."""
