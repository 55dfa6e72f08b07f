"""The definition says how the API checks who calls, and the connection asks for nothing of the kind.

Why: a login needs a connection parameter of type oauthSetting, a key or a password one to type it in; without them
    every call is refused by the API.
Write: the connection parameter that belongs to the security definition.
Bad:
    securityDefinitions: {Login: {type: oauth2, …}}
    connectionParameters: {api_key: {type: securestring}}
Good:
    securityDefinitions: {Login: {type: oauth2, …}}
    connectionParameters: {token: {type: oauthSetting, …}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters
from connectorsmith.rules.support.security import security_definitions


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the kind of the first definition with the types of the parameters, those of sets included."""
    first = next(iter(security_definitions(connector)), None)
    if first is None or connector.properties is None or not _UNREAD.isdisjoint(connector.properties.extra):
        return
    name, definition, at = first
    types = {parameter.type for parameter in connection_parameters(connector)}
    wanted = ("oauthSetting",) if definition.get("type") == "oauth2" else ("securestring", "string", "oauthSetting")
    if types.isdisjoint(wanted):
        message = f'no connection parameter belongs to the security definition "{name}"'
        yield Finding(at, message, f"add one of the type {wanted[0]}")


_UNREAD: Final = frozenset({"connectionParameterSets", "connectionParameters"})
"""Keys that have parameters of another kind, or none that can be read, which has a rule of its own."""
