"""A dropdown or a form does not say which operation to call.

Why: the designer has nothing to call; the platform refuses the connector.
Write: the operation that lists the values or describes the fields.
Bad:
    dynamic-list: {itemsPath: value, itemValuePath: id, itemTitlePath: name}
Good:
    options: {operation: ListTypes, collection: value, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyMissing; https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.analysis.all_parts import in_order, schemas_with
from connectorsmith.analysis.dynamic_calls import dynamic_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.rules.support.message_words import key

_KEY: Final = "operationId"
_KEYS: Final = ("x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties")


@rule(Severity.ERROR, code="RequiredPropertyMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the operation in every extension that has no other source."""
    unfit = (schemas_with(connector, name) for name in _KEYS)
    for schema in in_order(connector, dynamic_schemas(connector), *unfit):
        for word, form in _forms(schema):
            if isinstance(form, Mapping) and _KEY not in form:
                yield Finding(schema.at / word, f"`{key(schema.at, word)}` names no operation", "add operationId")


def _forms(schema: Schema) -> Iterator[tuple[str, Json]]:
    yield "dynamic-list", schema.dynamic_list
    yield "dynamic-schema", schema.dynamic_schema
    yield "dynamic-properties", schema.dynamic_properties
    yield from ((name.removeprefix("x-ms-"), schema.extra.get(name)) for name in _KEYS)
