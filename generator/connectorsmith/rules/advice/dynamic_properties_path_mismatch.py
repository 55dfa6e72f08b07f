"""The two descriptions of a form lead to different schemas.

Why: older and newer designers then show different fields.
Write: in dynamic-properties the path of the schema itself: that of dynamic-schema without "properties" at its end.
Bad:
    dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
    dynamic-properties: {operationId: GetSchema, itemValuePath: schema/properties}
Good:
    dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
    dynamic-properties: {operationId: GetSchema, itemValuePath: schema}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicPropertiesItemValuePathMismatch
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.dynamic_calls import pointer_of
from connectorsmith.analysis.dynamic_pairs import schema_path
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import key


@rule(Severity.WARNING, code="DynamicPropertiesItemValuePathMismatch")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the paths of the two extensions wherever both are written."""
    for schema in schemas_having(connector, "dynamic_properties"):
        if schema.dynamic_schema is None or schema.dynamic_properties is None:
            continue
        older = str(schema.dynamic_schema.get("value-path", ""))
        newer = str(schema.dynamic_properties.get("itemValuePath", ""))
        if newer != schema_path(older):
            at = _place(schema)
            old, new = key(at, "dynamic-schema"), key(at, "dynamic-properties")
            message = f"{old} reads {_shown(older)}, and {new} {_shown(newer)}"
            yield Finding(at, message, _hint(str(at.key), schema_path(older)))


def _shown(path: str) -> str:
    return f'"{path}"' if path else "the whole answer"


def _hint(word: str, path: str) -> str:
    return f'write {word}: "{path}"' if path else f"leave {word} out"


def _place(schema: Schema) -> Pointer:
    at = pointer_of(schema, "dynamic-properties")
    return at / ("path" if at.key == "fields" else "itemValuePath")
