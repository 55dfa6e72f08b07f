"""An operation belongs to a family and does not say which revision it is.

Why: the revision puts the versions of an operation in order.
Write: revision: 1 for the first version, and one more for each that follows.
Bad:
    api-annotation: {family: GetOrder, status: Preview}
Good:
    api-annotation: {family: GetOrder, revision: 1, status: Preview}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationRevisionEmpty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import annotation, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING, code="OperationRevisionEmpty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the revision of every operation that is in a family."""
    for family, operations in families(connector).items():
        for operation in operations:
            if annotation(operation).get("revision") is None:
                message = f'{operation.id or "the operation"} is in the family "{family}" and has no revision'
                yield Finding(operation.at / "api-annotation", message, "add revision: 1, or the number it has")
