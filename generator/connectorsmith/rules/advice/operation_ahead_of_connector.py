"""An operation is in production while its connector is in preview.

Why: an operation cannot be more finished than the connector it belongs to.
Write: status: Preview on the operation, or Production in the api-annotation of info.
Bad:
    info: {title: Shop, api-annotation: {status: Preview}}
    actions:
      GetOrder: {call: GET /orders, api-annotation: {status: Production}}
Good:
    info: {title: Shop, api-annotation: {status: Preview}}
    actions:
      GetOrder: {call: GET /orders, api-annotation: {status: Preview}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationStatusAheadOfConnector
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import PRODUCTION, annotation, connector_status
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="OperationStatusAheadOfConnector")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the status of every operation with that of a connector in preview."""
    if connector_status(connector) != "Preview":
        return
    for operation in connector.operations:
        if annotation(operation).get("status") == PRODUCTION:
            message = f"{operation.id or 'the operation'} is in production, the connector only in preview"
            word = "api-annotation" if in_spec(operation.at) else "x-ms-api-annotation"
            hint = f"write status: Preview here, or Production under {word} of info"
            yield Finding(operation.at / "api-annotation" / "status", message, hint)
