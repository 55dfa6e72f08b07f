"""The success responses of an operation have different schemas.

Why: the designer shows the values of one response only, so that those of the others cannot be used.
Write: the schema on the success code that is usual, and the other success codes without one.
Bad:
    responses: {200: Order, 201: {properties: {id: string}}}
Good:
    responses: {200: Order, 201: {}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationHasManyResponsesWithSchema
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING, code="OperationHasManyResponsesWithSchema")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the schemas of the success responses of every operation."""
    for operation in connector.operations:
        found = [(code, response.schema) for code, response in answers(connector, operation) if response.schema]
        if differ(found):
            codes = both(code for code, _ in _successes(found))
            message = f"the responses {codes} of {operation.id or 'the operation'} have different schemas"
            hint = "keep the schema of the usual one, and leave the others without"
            yield Finding(operation.at / "responses", message, hint)


def differ(found: Iterable[tuple[str, Schema]]) -> bool:
    """Whether, among responses by code, two successes have different schemas."""
    schemas = [schema for _, schema in _successes(found)]
    return any(schema != schemas[0] for schema in schemas[1:])


def _successes(found: Iterable[tuple[str, Schema]]) -> list[tuple[str, Schema]]:
    return [(code, schema) for code, schema in found if code.startswith("2")]
