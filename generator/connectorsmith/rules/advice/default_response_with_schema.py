"""The default response has a schema.

Why: default represents every code that is not listed, mostly for errors; makers would get its values as the result.
Write: the schema on the code that is expected, mostly 200, and default without one.
Bad:
    responses: {default: Order}
Good:
    responses: {200: Order, default: {description: Error}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DefaultResponseHasSchema. About 7 in 100 published connectors break it, from before it was checked; an error in the
    logs of pull requests of 2025 (PagePixels Screenshots, MiniSoup HTML Parser, Finance Agents SAP BTP).
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector, Operation, Schema


@rule(Severity.ERROR, code="DefaultResponseHasSchema", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the default response of every operation."""
    for operation in connector.operations:
        for code, response in answers(connector, operation):
            if code == "default" and response.schema is not None:
                of = operation.id or "the operation"
                message = f"the default response of {of} has a schema"
                yield Finding(operation.at / "responses" / code, message, _hint(connector, operation, response.schema))


def _hint(connector: Connector, operation: Operation, schema: Schema) -> str:
    """Where the schema belongs: to the expected answer, if that has none."""
    expected = {code: response.schema for code, response in answers(connector, operation) if code.startswith("2")}
    if not expected:
        return "write 200 in place of default"
    bare = next((code for code in ("200", "201") if code in expected and expected[code] is None), None)
    return f"move the schema to {bare}" if bare and schema != Schema() else "leave the schema out"
