"""The spec makes no apiProperties.json.

Why: paconn and the Power Platform CLI take a definition only together with its properties.
Write: the properties, by removing apiProperties from "absent".
Bad:
    absent: [apiProperties]
Good:
    connectionParameters: {}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at specs alone: a definition that is checked by itself has no properties."""
    if connector.properties is None and in_spec(connector.at):
        yield Finding(
            connector.at / "absent", "the spec makes no apiProperties.json", "remove apiProperties from absent"
        )
