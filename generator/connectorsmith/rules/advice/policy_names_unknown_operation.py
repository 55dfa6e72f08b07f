"""A policy names an operation that the connector does not have.

Why: the policy then silently does not apply where it was meant to; five of about 1,030 published connectors
    have this fault.
Write: the operation's id, letter for letter; leave "operations" out to apply the policy to all of them.
Bad:
    {template: setheader, section: Request, operations: [GetOrdr], name: x-source, value: flow}
Good:
    {template: setheader, section: Request, operations: [GetOrder], name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every operation that a policy names up among the connector's operations."""
    known = [operation.id for operation in connector.operations if operation.id]
    for policy in connector.policies:
        for index, name in enumerate(policy.operations or ()):
            if name not in known:
                likely = suggest(name, known)
                message = f'the connector has no operation "{name}"'
                yield Finding(policy.at / "operations" / index, message, likely and f'did you mean "{likely}"?')
