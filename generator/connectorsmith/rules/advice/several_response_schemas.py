"""Several responses of an operation have a schema of their own, such as those of errors.

Errors that operations share, by a definition or by `errors` of the spec, are not counted.

Why: the designer shows the values of one response only; those of the others appear in the reference only.
Write: the schema on the success code alone, unless the others are meant to be read.
Bad:
    responses: {200: Order, 404: {properties: {error: string}}}
Good:
    responses: {200: Order, 404: {}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationHasManyResponsesWithSchema. One published connector in six describes its errors so: a matter of style.
    Different schemas for success have a rule of their own with the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import SPEC, Finding, Severity, rule
from connectorsmith.model import Connector, Response
from connectorsmith.rules.advice.several_success_schemas import differ
from connectorsmith.rules.support.phrases import either


@rule(Severity.INFO, code="OperationHasManyResponsesWithSchema")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the responses with a schema in every operation."""
    for operation in connector.operations:
        found = [
            (code, response.schema)
            for code, response in answers(connector, operation)
            if response.schema and not (_is_shared(response) and not code.startswith("2"))
        ]
        codes = [code for code, _ in found]
        if len(codes) > 1 and not differ(found):
            message = f"{len(codes)} responses of {operation.id or 'the operation'} have a schema: {', '.join(codes)}"
            yield Finding(operation.at / "responses", message, _hint(codes))


def _is_shared(response: Response) -> bool:
    """Whether other operations have the schema of a response too: it is a definition, or one of the spec's errors."""
    errors = response.at.parent
    by_spec = errors is not None and errors.key == "errors" and errors.parent == SPEC
    return by_spec or bool(response.schema and response.schema.ref)


def _hint(codes: list[str]) -> str:
    shown = next((code for code in _SHOWN if code in codes), None)
    return f"only that of {shown} is shown to makers" if shown else f"makers are shown that of {either(_SHOWN)} only"


_SHOWN: Final = ("200", "201")
