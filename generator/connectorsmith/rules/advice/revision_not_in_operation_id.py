"""The id of a later version does not end with its revision.

Why: flows show the operationId; only a number at its end tells the versions apart there.
Write: the id of the first version, an underscore, V and the number: GetOrder_V2. Do not rename an operation that is
    published: flows name it by its id.
Bad:
    GetOrderNew: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
Good:
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationIdShouldEndWithRevision; https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import annotation, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.operation_ids import proper


@rule(Severity.WARNING, code="OperationIdShouldEndWithRevision")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the end of each id with the revision; the first version needs no number."""
    for operations in families(connector).values():
        for operation in operations:
            revision = annotation(operation).get("revision")
            if not isinstance(revision, int) or revision < 2 or not operation.id:
                continue
            if not operation.id.casefold().endswith(f"v{revision}"):
                message = f"{operation.id} is revision {revision} and its id does not end with V{revision}"
                hint = f"a new operation would be {proper(_suggested(operation.id, revision))}"
                yield Finding(operation.at / "operationId", message, hint)


def _suggested(name: str, revision: int) -> str:
    stem, _, end = name.rpartition("_")
    return f"{stem if stem and end[:1] in 'vV' and end[1:].isdigit() else name}_V{revision}"
