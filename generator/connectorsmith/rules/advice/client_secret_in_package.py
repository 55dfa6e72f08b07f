"""The properties hold a client secret, or the default of a secret value.

Why: whoever can read the files can act as the connector; certified ones are public, and secrets in them are looked for.
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

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the secrets of logins and the defaults of secret parameters; in a spec both are refused before."""
    for parameter in connection_parameters(connector):
        secret = (parameter.oauth or {}).get("clientSecret")
        if isinstance(secret, str) and _REAL.fullmatch(secret):
            at = parameter.at / "oAuthSettings" / "clientSecret"
            yield Finding(at, f'the login "{parameter.name}" holds a client secret', _HINT)
        default = parameter.extra.get("defaultValue")
        if parameter.type == "securestring" and isinstance(default, str) and _REAL.fullmatch(default):
            yield Finding(parameter.at / "defaultValue", f'the default of "{parameter.name}" is a secret', _HINT)


_HINT: Final = "remove it from the file, and revoke it"
# No words, no brackets of a placeholder, not one character over and over; secrets have sixteen characters and more.
_REAL: Final = re.compile(
    r"(?!(.)\1+$)(?!(?i:.*(?:dummy|secret|placeholder|example|your|enter|change)))[^\s<>\[\]{}$]{16,}"
)
