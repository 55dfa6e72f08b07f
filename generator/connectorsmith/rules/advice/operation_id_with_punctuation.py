"""An operationId has a character that is neither a letter nor a digit.

Why: where the id becomes a name in code, such as in Power Apps, the platform leaves these characters out.
Write: the words of the id run together, each with a capital: GetOrder. Leave the id of an operation that is
    in use as it is: flows know it by that id. The suffix of a later version, as in GetOrder_V2, may stay.
Bad:
    get-order: {call: GET /orders}
Good:
    GetOrder: {call: GET /orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationIdSanitized. About one in six published connectors has such an id, so that it is a matter of style.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.operation_ids import is_plain, proper


@rule(Severity.INFO, code="OperationIdSanitized")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of every id, but for the suffix of a version."""
    for operation in connector.operations:
        if operation.id and not is_plain(operation.id):
            message = f'the id "{operation.id}" has characters other than letters and digits'
            yield Finding(operation.at / "operationId", message, f"a new operation would be {proper(operation.id)}")
