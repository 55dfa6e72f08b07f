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
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import looks_real
from connectorsmith.model import Connector

_CREDENTIAL: Final = re.compile(r"\s*(?:Bearer|Basic)\s+\S|eyJ[\w-]+\.eyJ[\w-]+\.", re.IGNORECASE)
"""How the value of a sign-in begins, whatever the header or parameter is called."""


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for fixed values where a policy sets what names a secret: a header, a query parameter, a property."""
    for policy in connector.policies:
        given = policy.parameters or {}
        for named, key in (("name", "value"), ("newPropertySubPathTemplate", "propertyValuePathTemplate")):
            name, value = given.get(named), given.get(key)
            if not isinstance(name, str) or not isinstance(value, str) or not looks_real(value):
                continue
            if is_secret_name(name) or _CREDENTIAL.match(value):
                message = f'the policy "{policy.title or policy.template}" sets {name} to a value that looks secret'
                yield Finding(policy.at / key, message, "make it a connection parameter of type securestring")
