"""The fields of a dynamic schema are shown in flows and missing in apps.

Why: a flow takes the whole answer where no path is written. Power Fx asks for the schema only where value-path of
    dynamic-schema or itemValuePath of dynamic-properties is written, and shows no fields without it.
Write: the path of the schema in the answer; an operation that answers with the schema itself puts it into a property.
Bad:
    dynamic-schema: {operationId: GetSchema}
Good:
    dynamic-schema: {operationId: GetSchema, value-path: schema}
Source: https://github.com/microsoft/Power-Fx, Microsoft.PowerFx.Connectors, ConnectorFunction
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import in_order, schemas_having
from connectorsmith.analysis.dynamic_calls import pointer_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import key


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every schema that is filled in by an operation."""
    listed = (schemas_having(connector, name) for name in ("dynamic_schema", "dynamic_properties"))
    for schema in in_order(connector, *listed):
        if not _has_path(schema):
            word = "dynamic-schema" if schema.dynamic_schema is not None else "dynamic-properties"
            at = pointer_of(schema, word)
            message = f"an app shows no fields here, since {key(at, word)} has no path of the schema in the answer"
            yield Finding(at, message, "write the path, and let the operation answer with the schema in that property")


def _has_path(schema: Schema) -> bool:
    older, newer = schema.dynamic_schema or {}, schema.dynamic_properties or {}
    return bool(older.get("value-path") or newer.get("itemValuePath"))
