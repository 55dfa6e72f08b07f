"""A policy holds a secret.

Why: the files of a connector are read by everybody who may edit it, and certified ones are public.
Write: a connection parameter of type securestring, and "@connectionParameters('…')" in the policy. Revoke the secret if
    the file was ever shared.
Bad:
    {template: setheader, name: Authorization, value: Basic dXNlcjpwYXNzd29yZDEyMzQ=}
Good:
    {template: setheader, name: Authorization, value: "@connectionParameters('key')"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters; CredScan looks for such
    values in pull requests to microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.key_text import has_key
from connectorsmith.diagnostics.password_in_address import has_password
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import looks_real
from connectorsmith.model import Connector
from connectorsmith.model.policy import Policy

_CREDENTIAL: Final = re.compile(r"\s*(?:Bearer|Basic)\s+\S|eyJ[\w-]+\.eyJ[\w-]+\.", re.IGNORECASE)
"""How the value of a sign-in begins, whatever the header or parameter is called."""
_NAMED_BY: Final = {"value": "name", "propertyValuePathTemplate": "newPropertySubPathTemplate"}
"""The parameters whose value belongs to a name, which another one holds."""
_HINT: Final = "make it a connection parameter of type securestring"


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for fixed values that name a secret or look like a key, and for addresses with a password or a key."""
    for policy in connector.policies:
        for key, value in (policy.parameters or {}).items():
            if isinstance(value, str) and _holds_secret(policy, key, value):
                name = (policy.parameters or {}).get(_NAMED_BY.get(key, ""), key)
                message = f'the policy "{policy.title or policy.template}" sets {name} to a value that looks secret'
                yield Finding(policy.at / key, message, _HINT)


def _holds_secret(policy: Policy, key: str, value: str) -> bool:
    if has_key(value) or has_password(value):
        return True
    name = (policy.parameters or {}).get(_NAMED_BY.get(key, ""))
    if not isinstance(name, str) or not looks_real(value):
        return False
    return is_secret_name(name) or _CREDENTIAL.match(value) is not None
