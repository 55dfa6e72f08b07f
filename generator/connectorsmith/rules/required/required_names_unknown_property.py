"""A list of required properties names one that does not exist.

Why: no value can be given for it, and the platform refuses the connector.
Write: "required: true" on the property itself, which cannot go wrong.
Bad:
    Order: {required: [nmae], properties: {name: string}}
Good:
    Order: {properties: {name: {type: string, required: true}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyDefinitionMissing; https://spec.openapis.org/oas/v2.0#schema-object. Beside allOf,
    additionalProperties and a dynamic schema a list is let pass, since these bring properties of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.maker_texts import named


@rule(Severity.ERROR, code="RequiredPropertyDefinitionMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare each list with the properties beside it, where these are all there are."""
    parts = {id(part) for schema in schemas_having(connector, "all_of") for part in schema.all_of or ()}
    for schema in schemas_having(connector, "required"):
        if not _closed(schema) or id(schema) in parts:
            continue
        known = names(schema.properties, schema.extra.get("properties"))
        for index, name in enumerate(schema.required or ()):
            if name not in known:
                likely = suggest(name, known)
                hint = f'did you mean "{likely}"?' if likely else "remove it from the list, or add the property"
                message = f'{named(schema.at)} has no property "{name}" to be required'
                yield Finding(schema.at / "required" / index, message, hint)


def _closed(schema: Schema) -> bool:
    """Whether the properties beside the list are all there are, also if there are none."""
    known = schema.properties is not None or (schema.type == "object" and not schema.dynamic)
    return known and schema.all_of is None and not schema.additional_properties
