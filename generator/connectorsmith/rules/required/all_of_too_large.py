"""An object takes over too much with allOf.

Why: its fields are looked for in the parts of its allOf and in the parts of these; definitions that take over each
    other can mean millions of them, and the platform takes 512 schemas in a body.
Write: an object of its own, with the properties that makers need.
Bad:
    A: {allOf: [B, C, D]}         # with 3,000 properties in B, C, D and the definitions that they take over
Good:
    A: {properties: {id: string, name: string}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BodySchemaCountExceedsMaxAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.fields import MOST_INHERITED, inherits_too_much
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the parts of every object, and the fields in them."""
    for schema in schemas_having(connector, "all_of"):
        if inherits_too_much(connector, schema):
            message = f"this object takes over more than {MOST_INHERITED:,} parts and fields with allOf"
            yield Finding(schema.at / "allOf", message, "write an object with the properties that makers need")
