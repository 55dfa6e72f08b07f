"""A connection parameter that signs in is not named token.

Why: paconn sends the client secret of a sign-in only if its connection parameter is named token.
Write: token as the name of the connection parameter.
Bad:
    connectionParameters: {sign_in: {type: oauthSetting, oAuthSettings: {identityProvider: oauth2, clientId: a}}}
Good:
    connectionParameters: {token: {type: oauthSetting, oAuthSettings: {identityProvider: oauth2, clientId: a}}}
Source: the source code of paconn 0.0.21; none of about 1,030 published connectors has another name
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the names of all connection parameters with settings for a sign-in."""
    for parameter in connection_parameters(connector):
        if parameter.name != "token" and (parameter.oauth or parameter.extra.get("oAuthSettings")):
            message = f'the sign-in is named "{parameter.name}"; its secret is sent only if it is named token'
            yield Finding(parameter.at, message, "name the connection parameter token")
