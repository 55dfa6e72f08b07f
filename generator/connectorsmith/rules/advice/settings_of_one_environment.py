"""The settings of paconn beside a spec name one environment or one connector of it.

Why: the package is for all environments, and an upload with these settings changes the connector of one of them.
Write: neither; deploy keeps both in environments.yaml.
Bad:
    {"environment": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}
Good:
    {"apiDefinition": "apiDefinition.swagger.json"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.settings import place_of, settings


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at specs alone: a folder that paconn has downloaded names where it comes from."""
    for key in ("connectorId", "environment") if in_spec(connector.at) else ():
        if settings(connector).get(key):
            message = f'"{key}" belongs to one environment, and the package is for all'
            yield Finding(place_of(connector, key), message, "remove it; deploy keeps it in environments.yaml")
