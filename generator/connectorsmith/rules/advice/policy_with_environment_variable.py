"""A policy uses an environment variable.

Why: environment variables are put in for the host and for logins of connectors in solutions, not in policies; and
    certified connectors have no environment of their own.
Write: a connection parameter.
Bad:
    urlTemplate: "@environmentVariables('cr_host')"
Good:
    urlTemplate: "@connectionParameters('host')"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/environment-variables
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import ENVIRONMENT
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the call in every policy."""
    for written in policy_texts(connector):
        for call in written.calls:
            if call.function == ENVIRONMENT:
                message = f'the environment variable "{call.arguments[0]}" is not put in here'
                yield Finding(written.at, message, "make it a connection parameter")
