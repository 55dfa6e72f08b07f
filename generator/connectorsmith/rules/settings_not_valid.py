"""The settings of paconn cannot be read, misspell a key, or disagree with the files about the script.

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

import json
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the file, look its keys up, and look for the script."""
    content = connector.assets.get(_FILE)
    if content is None:
        return
    try:
        settings = json.loads(content)
    except ValueError:
        settings = None
    if not isinstance(settings, dict):
        yield Finding(
            Pointer(_FILE), f"{_FILE} is no JSON object, or begins with a BOM", "write it anew, without a BOM"
        )
        return
    for key in settings:
        if key not in _KEYS:
            likely = suggest(key, _KEYS)
            hint = f'did you mean "{likely}"?' if likely else "remove it"
            yield Finding(Pointer(_FILE), f'paconn knows no setting "{key}"', hint)
    has_script = connector.own_script or bool(connector.scripted)
    if has_script != bool(settings.get("script")):
        message = "there is a script" if has_script else "there is no script"
        hint = 'add "script": "script.csx"' if has_script else 'remove "script"'
        yield Finding(Pointer(_FILE), f"{message}, and {_FILE} {'names none' if has_script else 'names one'}", hint)


_FILE: Final = "settings.json"
_KEYS: Final = (
    *("connectorId", "environment", "apiProperties", "apiDefinition", "icon", "script"),
    *("powerAppsUrl", "powerAppsApiVersion", "flowUrl", "flowApiVersion"),
    *("clientId", "tenant", "authorityUrl", "resource"),
)
