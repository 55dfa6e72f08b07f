"""The settings of paconn have a key that it does not know.

Why: paconn passes over such a key without a message.
Write: the documented keys; without a file settings are generated.
Bad:
    {"apiDefinition": "apiDefinition.swagger.json", "scripts": "script.csx"}
Good:
    {"apiDefinition": "apiDefinition.swagger.json", "script": "script.csx"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.settings import place_of, read_settings, settings


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the keys of the file up; another rule reports a file that cannot be read."""
    found = read_settings(connector)
    if found is None or not isinstance(found[0].value, dict):
        return
    given = settings(connector)
    for key in given:
        if key not in _KEYS:
            likely = suggest(key, _KEYS)
            hint = f'did you mean "{likely}"?' if likely else "remove it"
            yield Finding(place_of(connector, key), f'paconn knows no setting "{key}"', hint)


_KEYS: Final = (
    *("connectorId", "environment", "apiProperties", "apiDefinition", "icon", "script"),
    *("powerAppsUrl", "powerAppsApiVersion", "flowUrl", "flowApiVersion"),
    *("clientId", "tenant", "authorityUrl", "resource"),
)
