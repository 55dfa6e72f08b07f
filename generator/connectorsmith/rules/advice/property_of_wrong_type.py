"""A key of apiProperties has a value of another kind than the platform reads there.

Why: the platform refuses the connector, or reads the value as something else; one flag that was a text has stopped the
    list of connectors of a whole tenant.
Write: the kind that is asked for: true and false without quotes, a list in brackets, a text in quotes.
Bad:
    connectionParameters: {api_key: {type: string, uiDefinition: {constraints: {clearText: "false"}}}}
Good:
    connectionParameters: {api_key: {type: string, uiDefinition: {constraints: {clearText: false}}}}
Source: the published JSON Schema of apiProperties; issue 5615 of microsoft/coe-starter-kit
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties_faults import findings

_KINDS: Final = frozenset({"wrong-type"})


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the kind of every value with the JSON Schema of the file."""
    return findings(connector, _KINDS)
