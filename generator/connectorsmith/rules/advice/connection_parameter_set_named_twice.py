"""Two ways to connect have the same name.

Why: a connection keeps the name of the way that it was made with, so that of two the platform can take only one.
Write: another "name" for every value of connectionParameterSets.
Bad:
    connectionParameterSets: {uiDefinition: {displayName: Login}, values: [
      {name: key, uiDefinition: {displayName: API key}, parameters: {api_key: {type: securestring}}},
      {name: key, uiDefinition: {displayName: Anonymous}, parameters: {}}]}
Good:
    connectionParameterSets: {uiDefinition: {displayName: Login}, values: [
      {name: key, uiDefinition: {displayName: API key}, parameters: {api_key: {type: securestring}}},
      {name: anonymous, uiDefinition: {displayName: Anonymous}, parameters: {}}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth; every published connector with
    several ways to connect names each differently
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import SETS, properties_place, ways


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names of the ways to connect."""
    first: dict[str, Pointer] = {}
    for index, way in ways(connector):
        name, at = way.get("name"), properties_place(connector) / SETS / "values" / index / "name"
        if isinstance(name, str) and first.setdefault(name, at) != at:
            message = f'two ways to connect have the name "{name}"'
            yield Finding(at, message, "give this one another name", (("the first one", first[name]),))
