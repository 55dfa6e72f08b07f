"""The settings of paconn hold a secret.

Why: settings.json is copied into every package, and everybody who may read the package can read it.
Write: no secret. deploy takes the client secret from the keyring, or from a variable with --secret-env.
Bad:
    {"clientSecret": "f3k9-Zq9vX7-hunter2"}
Good:
    {"clientId": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.key_text import service_of
from connectorsmith.diagnostics.password_in_address import has_password
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import looks_real
from connectorsmith.model import Connector
from connectorsmith.rules.support.settings import place_of, settings


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the names of the settings, and at their values for keys of known services and passwords in addresses."""
    for key, value in settings(connector).items():
        if isinstance(value, str) and (_is_named_secret(key, value) or service_of(value) or has_password(value)):
            hint = "remove it, and revoke the secret if the file was ever shared; deploy has --secret-env"
            yield Finding(place_of(connector, key), f'"{key}" holds a secret', hint)


def _is_named_secret(key: str, value: str) -> bool:
    return is_secret_name(key) and looks_real(value)
