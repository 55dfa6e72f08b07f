"""The properties hold a client secret, or the default of a secret value.

Why: anyone who can read the files can act as the connector; certified ones are public and scanned for secrets.
Write: nothing, or a placeholder such as "<client-secret>"; the secret is given when the connector is created. Revoke
    one that was ever in a file.
Bad:
    {"oAuthSettings": {"clientSecret": "Zk9…", "identityProvider": "oauth2"}}
Good:
    {"oAuthSettings": {"identityProvider": "oauth2"}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission; CredScan runs on every
    pull request to microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import looks_real
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the secrets of logins and the defaults of secret parameters; in a spec both are refused before."""
    for parameter in connection_parameters(connector):
        for at, key in _secrets(parameter.oauth or {}, parameter.at / "oAuthSettings"):
            kind = "a client secret" if key == "clientSecret" else f"the secret {key}"
            yield Finding(at, f'the login "{parameter.name}" holds {kind}', _HINT)
        default = parameter.extra.get("defaultValue")
        named = parameter.type == "securestring" or is_secret_name(parameter.name)
        if named and isinstance(default, str) and looks_real(default):
            yield Finding(parameter.at / "defaultValue", f'the default of "{parameter.name}" is a secret', _HINT)


def _secrets(value: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    """The places of secrets that may be in use in the settings of a login, each with its key."""
    for key, item in value.items() if isinstance(value, dict) else ():
        held = item.get("value") if isinstance(item, dict) else item
        if is_secret_name(key) and isinstance(held, str) and looks_real(held):
            yield at / key, key
        else:
            yield from _secrets(item, at / key)


_HINT: Final = "remove it from the file, and revoke it"
