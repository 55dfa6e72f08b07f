"""The connector has more than one security definition.

Why: the platform takes the first and drops the others.
Write: the one way to sign in here; further ways under connectionParameterSets.
Bad:
    securityDefinitions:
      Key: {type: apiKey, in: header, name: X-Key}
      Login: {type: basic}
Good:
    securityDefinitions:
      Key: {type: apiKey, in: header, name: X-Key}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/faq;
    https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import security_definitions


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the definitions; each after the first is reported."""
    first, *others = [(name, at) for name, _, at in security_definitions(connector)] or [("", connector.at)]
    for name, at in others:
        message = f'the security definition "{name}" has no effect, since "{first[0]}" comes first'
        yield Finding(at, message, "leave it out; a choice of logins goes under connectionParameterSets")
