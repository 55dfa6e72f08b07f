"""A connection parameter has a type that the platform does not know.

Why: the dialog of the connection is made from the type, which is compared letter for letter.
Write: string, securestring, int, bool, oauthSetting or gatewaySetting.
Bad:
    connectionParameters: {token: {type: oAuthSetting}}
Good:
    connectionParameters: {token: {type: oauthSetting}}
Source: the published JSON Schema of apiProperties; 1 of about 1,000 published connectors has another type
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import allowed, connection_parameters
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every type up."""
    known = allowed("connectionParameter", "type")
    for parameter in connection_parameters(connector):
        if parameter.type not in known and not is_reported(connector, parameter.at / "type"):
            likely = suggest(parameter.type or "", known)
            hint = f'did you mean "{likely}"?' if likely else f"write one of {', '.join(known)}"
            text = f'has the unknown type "{parameter.type}"' if parameter.type else "has no type"
            yield Finding(parameter.at / "type", f'the connection parameter "{parameter.name}" {text}', hint)
