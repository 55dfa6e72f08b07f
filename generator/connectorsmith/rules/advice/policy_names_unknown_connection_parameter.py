"""A policy asks for a connection parameter that the connector does not declare.

Why: every call then ends with status 500, "Property with name … is not present in connection parameters".
Write: the name of a connection parameter.
Bad:
    urlTemplate: "https://@connectionParameters('hots')"
Good:
    urlTemplate: "https://@connectionParameters('host')"
Source: the error is quoted in pull request 3706 of microsoft/PowerPlatformConnectors;
    2 of about 1,000 published connectors have the fault. Six more write a name in other case than it is declared in,
    and work: case does not count here.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.policy_expression import CONNECTION
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts
from connectorsmith.rules.support.properties import declared


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every name up among the parameters of the connection, those of all sets included."""
    known = declared(connector)
    folded = {name.casefold() for name in known}
    for written in policy_texts(connector):
        for call in written.calls:
            if call.function == CONNECTION and call.arguments[0].casefold() not in folded:
                likely = suggest(call.arguments[0], known)
                hint = f'did you mean "{likely}"?' if likely else "declare it under connectionParameters"
                yield Finding(written.at, f'there is no connection parameter "{call.arguments[0]}"', hint)
