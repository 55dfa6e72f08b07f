"""The successor of an operation is named without its API.

Why: an operation can be replaced by one of another connector, so that its id alone does not say which one is meant.
Write: api with the name of the connector, beside operationId.
Bad:
    api-annotation: {family: GetOrder, revision: 1, replacement: {operationId: GetOrder_V2}}
Good:
    api-annotation: {family: GetOrder, revision: 1, replacement: {api: Shop, operationId: GetOrder_V2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ApiAnnotationExtensionReplacementInfoMissingApiProperty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import replacement
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ApiAnnotationExtensionReplacementInfoMissingApiProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the API in every replacement."""
    for operation in connector.operations:
        found = replacement(operation)
        if found is not None and not found.get("api"):
            message = f"the replacement of {operation.id or 'the operation'} has no `api`"
            hint = "add api: and the name of the connector that has the successor"
            yield Finding(operation.at / "api-annotation" / "replacement", message, hint)
