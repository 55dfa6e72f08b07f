"""The successor of an operation is named without its operationId.

Why: makers do not learn which operation to use instead.
Write: operationId with the id of the successor, beside api.
Bad:
    api-annotation: {family: GetOrder, revision: 1, replacement: {api: Shop}}
Good:
    api-annotation: {family: GetOrder, revision: 1, replacement: {api: Shop, operationId: GetOrder_V2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import replacement
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the operationId in every replacement."""
    for operation in connector.operations:
        found = replacement(operation)
        if found is not None and not found.get("operationId"):
            message = f"the replacement of {operation.id or 'the operation'} has no `operationId`"
            hint = "add operationId: and the id of the successor"
            yield Finding(operation.at / "api-annotation" / "replacement", message, hint)
