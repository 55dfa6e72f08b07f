"""A flag of the login is true or false where the platform reads text.

Why: "IsFirstParty" is compared as a text; the platform refuses properties in which it is a truth value.
Write: "True" or "False", in quotes and with a capital.
Bad:
    properties: {IsFirstParty: false}
Good:
    properties: {IsFirstParty: "False"}
Source: the published JSON Schema of apiProperties; 1 of about 600 certified connectors has another value
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the flag of every login."""
    for parameter in connection_parameters(connector):
        properties = (parameter.oauth or {}).get("properties") or {}
        value = properties.get(_KEY, "False")
        if value not in ("True", "False"):
            at = parameter.at / "oAuthSettings" / "properties" / _KEY
            yield Finding(at, f"{_KEY} is not the text True or False", f'write "{str(value).capitalize()}", in quotes')


_KEY: Final = "IsFirstParty"
