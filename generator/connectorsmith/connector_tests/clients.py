"""Where a case would send another request if an app made it and not a flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.connector_tests.case import Case
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.model import Connector
from connectorsmith.runtime.client_differences import client_differences
from connectorsmith.runtime.gateway import Call

DIFFER: Final = "clients-differ"
_LONGEST: Final = 300


def client_findings(connector: Connector, case: Case) -> Iterator[Diagnostic]:
    """The differences between the clients for the inputs of a case; apps have no triggers."""
    operation = connector.operation(case.operation)
    if operation is None or operation.trigger is not None:
        return
    for found in client_differences(connector, operation, Call(case.operation, case.call.inputs)):
        text = str(found)
        message = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield Diagnostic(DIFFER, Severity.INFO, message, case.call.at)
