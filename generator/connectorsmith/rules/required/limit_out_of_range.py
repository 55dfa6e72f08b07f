"""A throttling limit has no calls or no period.

Why: a limit of no calls would close the connector, and a period has at least one second. Any longer period can be
    documented; API Management counts over at most 300 seconds, which policy.xml notes where it matters.
Write: at least one call, in a renewal period of at least one second.
Bad:
    throttling: [{name: Calls per hour, calls: 0, renewal_period: 3600}]
Good:
    throttling: [{name: Calls per hour, calls: 3600, renewal_period: 3600}]
Source: https://learn.microsoft.com/en-us/azure/api-management/rate-limit-by-key-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_templates import TemplateParameter, catalogue
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the numbers of each limit with the bounds in the catalogue."""
    for limit in connector.limits:
        parameters = catalogue().throttling.parameters
        for name, value in (("calls", limit.calls), ("renewal_period", limit.renewal_period)):
            if not parameters[name].allows(value):
                message = f'{name} of the limit "{limit.name}" is {value}'
                yield Finding(limit.at / name, message, _hint(parameters[name]))


def _hint(parameter: TemplateParameter) -> str:
    if parameter.maximum is None:
        return f"write {parameter.minimum} or more"
    return f"write {parameter.minimum} to {parameter.maximum}"
