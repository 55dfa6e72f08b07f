"""The settings of paconn misspell a key, or disagree with the files about the script.

Why: paconn passes over keys that it does not know; and an update whose settings name no script removes the one that
    the connector has.
Write: the documented keys, and "script" exactly when there is a script.csx; without a file settings are generated.
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
from connectorsmith.rules.support.settings import FILE, place_of, read_settings, settings


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the keys of the file up, and look for the script; another rule reports a file that cannot be read."""
    found = read_settings(connector)
    if found is None or not isinstance(found[0].value, dict):
        return
    given = settings(connector)
    for key in given:
        if key not in _KEYS:
            likely = suggest(key, _KEYS)
            hint = f'did you mean "{likely}"?' if likely else "remove it"
            yield Finding(place_of(connector, key), f'paconn knows no setting "{key}"', hint)
    has_script = connector.own_script or bool(connector.scripted)
    if has_script != bool(given.get("script")):
        message = "there is a script" if has_script else "there is no script"
        hint = 'add "script": "script.csx"' if has_script else 'remove "script"'
        names = "names none" if has_script else "names one"
        yield Finding(place_of(connector, "script"), f"{message}, and {FILE} {names}", hint)


_KEYS: Final = (
    *("connectorId", "environment", "apiProperties", "apiDefinition", "icon", "script"),
    *("powerAppsUrl", "powerAppsApiVersion", "flowUrl", "flowApiVersion"),
    *("clientId", "tenant", "authorityUrl", "resource"),
)
