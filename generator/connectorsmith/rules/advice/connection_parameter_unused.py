"""A value is asked for when a connection is made, and nothing uses it.

Why: the platform sends none of these values by itself but a key or a password; the host that a maker types in, for
    instance, needs a dynamichosturl policy.
Write: a policy with "@connectionParameters('…')", or no such parameter.
Bad:
    connectionParameters: {site: {type: string}}
Good:
    connectionParameters: {site: {type: string}}
    policies: [{template: dynamichosturl, urlTemplate: "https://@connectionParameters('site')"}]
Source: remark of a reviewer on pull request 387 of microsoft/PowerPlatformConnectors; issue 1259 there for authType
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts
from connectorsmith.rules.support.properties import connection_parameters, uses_gateway
from connectorsmith.rules.support.security import security_definitions

_SIGN_IN: Final = "authtype"
"""The parameter with which a maker chooses how the data gateway signs in, in small letters."""


@rule(Severity.INFO, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the names of text parameters in all policies; custom code and templates of a login may use them too.

    Where calls may go through the data gateway, authType chooses how it signs in; parameters with a capability
    are for the gateway too.
    """
    texts = [written.text.casefold() for written in policy_texts(connector)]
    basic = any(definition.get("type") == "basic" for _, definition, _ in security_definitions(connector))
    logins = any(parameter.oauth is not None for parameter in connection_parameters(connector))
    if basic or logins or _is_key(connector) or connector.own_script or connector.scripted:
        return
    of_gateway = {_SIGN_IN} if uses_gateway(connector) else set()
    for parameter in connection_parameters(connector):
        name = parameter.name.casefold()
        used = name in of_gateway or "capability" in parameter.constraints
        if parameter.type == "string" and not used and not any(f"'{name}'" in text for text in texts):
            message = f'nothing uses the connection parameter "{parameter.name}"'
            yield Finding(parameter.at, message, "use it in a policy, or remove it")


def _is_key(connector: Connector) -> bool:
    """Whether the key of the API has to be one of the text parameters, since no other is there for it."""
    keyed = any(definition.get("type") == "apiKey" for _, definition, _ in security_definitions(connector))
    return keyed and not any(parameter.type == "securestring" for parameter in connection_parameters(connector))
