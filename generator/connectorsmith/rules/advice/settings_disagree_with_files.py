"""The settings of paconn name other files than those of the package.

Why: paconn passes over a file that is not there without a message, uploads whatever file is named, and an update whose
    settings name no script removes the one that the connector has.
Write: the names that the files have, and "script" exactly when there is a script.csx; without a file settings are
    generated.
Bad:
    {"apiDefinition": "apiDefinition.swagger.json", "icon": "logo.png"}
Good:
    {"apiDefinition": "apiDefinition.swagger.json", "icon": "icon.png"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, SCRIPT, SETTINGS
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.settings import FILES, place_of, read_settings, settings


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare each setting that names a file; another rule reports names that lead out of the folder."""
    found = read_settings(connector)
    if found is None or not isinstance(found[0].value, dict):
        return
    there = _optional_files(connector)
    for key, expected in FILES.items():
        named, at = settings(connector).get(key), place_of(connector, key)
        if not named:
            if expected == SCRIPT and SCRIPT in there:
                yield Finding(at, f"there is a script, and {SETTINGS} names none", f'add "{key}": "{expected}"')
        elif named != expected:
            shown = excerpt(json.dumps(named))
            yield Finding(at, f'"{key}" names {shown}; the file is {expected}', f'write "{key}": "{expected}"')
        elif expected in (SCRIPT, ICON) and expected not in there:
            message = f'"{key}" names {expected}, which is not there'
            yield Finding(at, message, f'put {expected} beside the other files, or remove "{key}"')


def _optional_files(connector: Connector) -> set[str]:
    """The icon and the script, where there are such files; an icon is drawn for a spec that has none."""
    there = {ICON} if ICON in connector.assets or in_spec(connector.at) else set()
    return there | ({SCRIPT} if connector.own_script or connector.scripted else set())
