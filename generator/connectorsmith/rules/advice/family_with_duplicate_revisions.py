"""Two operations of one family have the same revision.

Why: the revision is what tells the versions of an operation apart.
Write: 1 for the first version, and one more for each that follows.
Bad:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder, revision: 1}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 1}}
Good:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder, revision: 1}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationFamilyHasDuplicateRevisions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import annotation, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation


@rule(Severity.ERROR, code="OperationFamilyHasDuplicateRevisions")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the revisions inside each family."""
    for family, operations in families(connector).items():
        first: dict[str, Operation] = {}
        for operation in operations:
            revision = annotation(operation).get("revision")
            if revision is None:
                continue
            other = first.setdefault(str(revision), operation)
            if other is not operation:
                message = f'{operation.id or "the operation"} is revision {revision} of "{family}", as is {other.id}'
                hint = f"write a number that no other operation of the family has, such as {_free(operations)}"
                place = ("the other one", other.at / "api-annotation" / "revision")
                yield Finding(operation.at / "api-annotation" / "revision", message, hint, (place,))


def _free(operations: list[Operation]) -> int:
    revisions = (annotation(operation).get("revision") for operation in operations)
    return 1 + max((number for number in revisions if isinstance(number, int)), default=0)
