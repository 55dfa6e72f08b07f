"""A discriminator names no required text property of its object.

Why: it says which property tells the kind of an object, and so every object must have that property, as a text.
Write: the name of a property with type: string and required: true.
Bad:
    Party: {discriminator: kind, properties: {kind: string}}
Good:
    Party: {discriminator: kind, properties: {kind: {type: string, required: true}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DiscriminatorMustBeARequiredStringProperty; https://spec.openapis.org/oas/v2.0#schema-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.analysis.fields import fields
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema


@rule(Severity.ERROR, code="DiscriminatorMustBeARequiredStringProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every discriminator up among the properties, those of allOf included; one without a type may be a text."""
    for schema in schemas_with(connector, "discriminator"):
        name = schema.extra.get("discriminator")
        fault = _fault(connector, schema, name) if isinstance(name, str) else None
        if fault is not None:
            hint = "name a required property of the type string"
            yield Finding(schema.at / "discriminator", f'the discriminator "{name}" {fault}', hint)


def _fault(connector: Connector, schema: Schema, name: str) -> str | None:
    found = {key: (inside, required) for key, inside, required in fields(connector, schema)}
    if name not in found:
        return "is not a property"
    inside, required = found[name]
    kind = connector.resolve(inside).type
    if kind not in (None, "string"):
        return f"is of the type {kind}"
    return None if required else "is not required"
