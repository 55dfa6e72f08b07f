"""An operation sends a body, and nothing says in which format.

Why: without a media type the platform has to guess how to write the body down.
Write: consumes at the root for all operations, or in the operation.
Bad:
    actions:
      AddOrder: {call: POST /orders, body: {properties: {name: string}}}
Good:
    consumes: [application/json]
    actions:
      AddOrder: {call: POST /orders, body: {properties: {name: string}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ConsumesMissing
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation


@rule(Severity.WARNING, code="ConsumesMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a media type, of the operation or of the connector, wherever there is a body or a form."""
    found = list(_operations_without(connector))
    same = len({hint for _, _, hint in found}) == 1
    if len(found) > 1 and same and not any(operation.consumes for operation in connector.operations):
        message = f"{len(found)} operations send {found[0][1]}, and nothing says in which format"
        yield Finding(connector.at / "consumes", message, f"add {found[0][2]} at the root")
        return
    for operation, kind, hint in found:
        message = f"{operation.id or 'the operation'} sends {kind}, and nothing says in which format"
        yield Finding(operation.at / "consumes", message, f"add {hint}")


def _operations_without(connector: Connector) -> Iterator[tuple[Operation, str, str]]:
    """The operations that send something of no media type, with what they send and what to write."""
    for operation in connector.operations:
        types = connector.consumes if operation.consumes is None else operation.consumes
        places = {parameter.location for parameter in parameters(connector, operation)}
        if not types and places & {"body", "formData"}:
            kind, media = (
                ("form fields", "multipart/form-data") if "formData" in places else ("a body", "application/json")
            )
            yield operation, kind, f"consumes: [{media}]"
