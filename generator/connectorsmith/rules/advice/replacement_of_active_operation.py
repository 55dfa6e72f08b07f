"""An operation names a successor and is not deprecated.

Why: a replacement tells makers to move on; beside an operation that is still offered the two contradict each other.
Write: deprecated: true beside the replacement, or remove the replacement.
Bad:
    GetOrder:
      call: GET /orders/{id}
      api-annotation: {family: GetOrder, revision: 1, replacement: {api: Shop, operationId: GetOrder_V2}}
Good:
    GetOrder:
      call: GET /orders/{id}
      deprecated: true
      api-annotation: {family: GetOrder, revision: 1, replacement: {api: Shop, operationId: GetOrder_V2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import replacement
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a replacement on every operation that is not deprecated."""
    for operation in connector.operations:
        if replacement(operation) is not None and not operation.deprecated:
            message = f"{operation.id or 'the operation'} has a replacement and is not deprecated"
            hint = "add deprecated: true, or remove the replacement"
            yield Finding(operation.at / "api-annotation" / "replacement", message, hint)
