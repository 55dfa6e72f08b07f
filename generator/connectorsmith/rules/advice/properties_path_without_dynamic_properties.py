"""A form in the older form alone reads the properties of a schema and not the schema.

Why: the required list is beside the properties and is lost; the newer form takes the schema as a whole.
Write: fields with the path of the schema, which writes both forms; or dynamic-properties beside dynamic-schema.
Bad:
    dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
Good:
    dynamic-schema: {operationId: GetSchema, value-path: schema/properties}
    dynamic-properties: {operationId: GetSchema, itemValuePath: schema}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicPropertiesExtensionRequiredForPropertiesValuePath
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.dynamic_pairs import schema_path
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key


@rule(Severity.WARNING, code="DynamicPropertiesExtensionRequiredForPropertiesValuePath")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the end of the path of every dynamic-schema that is alone."""
    for schema in schemas_having(connector, "dynamic_schema"):
        path = (schema.dynamic_schema or {}).get("value-path")
        if isinstance(path, str) and schema.dynamic_properties is None and schema_path(path) != path:
            message = f'the path "{path}" leads to the properties of a schema'
            item = f'itemValuePath: "{schema_path(path)}"' if schema_path(path) else "no itemValuePath"
            hint = f"add {key(schema.at, 'dynamic-properties')} with the same call and {item}"
            yield Finding(schema.at / "dynamic-schema" / "value-path", message, hint)
