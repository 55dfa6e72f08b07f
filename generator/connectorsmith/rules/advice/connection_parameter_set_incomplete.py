"""One of several ways to connect lacks a name, a label, or its parameters.

Why: the dialog lists the ways by their labels, and a connection is kept by the name; the platform refuses a set that
    lacks them.
Write: "name", "uiDefinition" with a displayName, and "parameters" for every value of connectionParameterSets.
Bad:
    connectionParameterSets: {uiDefinition: {displayName: Login}, values: [{name: key, parameters: {}}]}
Good:
    connectionParameterSets: {uiDefinition: {displayName: Login}, values: [{name: key,
      uiDefinition: {displayName: API key}, parameters: {api_key: {type: securestring}}}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth; all 10 published connectors with
    several ways to connect have all three
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.phrases import both
from connectorsmith.rules.support.properties import SETS, properties_place, ways


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the keys of the sets and of each way."""
    sets = ((connector.properties and connector.properties.extra) or {}).get(SETS)
    if isinstance(sets, dict):
        at = properties_place(connector) / SETS
        meant = {suggest(key, _MEANING) for key in sets if key not in _MEANING}
        for key in [key for key in _MEANING if key not in meant]:
            if key not in sets or sets[key] == _NOTHING[key]:
                yield Finding(at / key, f"{SETS} has no {key}", f"add {key}, {_MEANING[key]}")
        for index, way in ways(connector):
            meant = {suggest(key, _KEYS) for key in way if key not in _KEYS}  # misspelt, which another rule reports
            missing = [key for key in _KEYS if key not in way and key not in meant]
            if missing:
                called = f'the way to connect "{way["name"]}"' if "name" in way else "a way to connect"
                message = f"{called} has {both(f'no {key}' for key in missing)}"
                yield Finding(at / "values" / index, message, f"add {both(missing)}")


_KEYS: Final = ("name", "uiDefinition", "parameters")
_MEANING: Final = {"uiDefinition": "what the dialog asks", "values": "the list of the ways to connect"}
_NOTHING: Final[dict[str, Json]] = {"uiDefinition": {}, "values": []}
