"""A body or a response has more than 512 schemas.

Why: the platform writes every reference out; a definition that is used in many places counts in each of them.
Write: fewer properties, above all in lists in lists and in definitions that hold each other.
Bad:
    A: {properties: {a: B, b: B, c: B, d: B, e: B, f: B, g: B, h: B}}       # and so on, three definitions deep
Good:
    A: {properties: {a: B, b: B}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BodySchemaCountExceedsMaxAllowed;
    the number is in https://learn.microsoft.com/en-us/connectors/custom-connectors/faq. The largest published body has
    449 of them, the largest response 505.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.expansion import expanded_size, shown_size
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation, Schema

_MOST: Final = 512


@rule(Severity.ERROR, code="BodySchemaCountExceedsMaxAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the schemas of every body and of every response, with references written out."""
    seen: set[int] = set()
    for operation in connector.operations:
        for code, schema in _whole(connector, operation):
            count = expanded_size(connector, schema)
            if count > _MOST and id(schema) not in seen:
                seen.add(id(schema))
                what = "the body" if code is None else f"the response {code}"
                message = f"{what} of {operation.id or 'the operation'} has {shown_size(count)}, {_MOST} are allowed"
                yield Finding(schema.at, message, "leave out properties that makers do not need")


def _whole(connector: Connector, operation: Operation) -> Iterator[tuple[str | None, Schema]]:
    """The bodies of an operation, and its responses by their code."""
    for parameter in parameters(connector, operation):
        if parameter.location == "body":
            yield None, parameter.content
    for code, response in answers(connector, operation):
        if response.schema is not None:
            yield code, response.schema
