"""A secret of the connection is typed in and kept as plain text.

Why: "string" shows the value while it is typed, and to everybody who may read the connection afterwards.
Write: "type: securestring".
Bad:
    connectionParameters: {api_key: {type: string, displayName: API key}}
Good:
    connectionParameters: {api_key: {type: securestring, displayName: API key}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for names of secrets among the parameters of type string; hidden ones are filled in by the platform."""
    for parameter in connection_parameters(connector):
        if parameter.type == "string" and not parameter.hidden and is_secret_name(parameter.name):
            message = f'the connection parameter "{parameter.name}" looks like a secret and is plain text'
            yield Finding(parameter.at / "type", message, "write type: securestring")
