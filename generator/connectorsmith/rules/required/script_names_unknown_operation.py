"""The list of operations that run through custom code names one that does not exist.

Why: the code is then not run where it was meant to be.
Write: the operation's id, letter for letter; leave the list out to run the code for all of them.
Bad:
    scriptOperations: [GetOrdr]
Good:
    scriptOperations: [GetOrder]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import PROPERTIES, SPEC, Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.ERROR, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every name of the list up among the connector's operations."""
    in_spec = connector.at.document == SPEC.document
    at = (SPEC if in_spec else PROPERTIES / "properties") / "scriptOperations"
    known = {operation.id for operation in connector.operations if operation.id}
    for index, name in enumerate((connector.properties and connector.properties.script_operations) or ()):
        if name not in known:
            likely = suggest(name, known)
            hint = f'did you mean "{likely}"?' if likely else "remove it from the list"
            yield Finding(at / index, f'the connector has no operation "{name}"', hint)
