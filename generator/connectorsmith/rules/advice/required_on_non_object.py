"""A list of required properties is on a value that has none.

Why: only objects have properties; on a list or a text it says nothing, and the validator wants it removed.
Write: it on the object; for a list on its items.
Bad:
    lines: {required: [id], items: {properties: {id: string}}}
Good:
    lines: {items: {properties: {id: {type: string, required: true}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyNotOnObject
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.fields import fields
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING, code="RequiredPropertyNotOnObject")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for such lists beside every other type; an empty one has a rule of its own."""
    for schema in schemas_having(connector, "required"):
        if schema.required and schema.type not in (None, "object"):
            names = both(f'"{name}"' for name in schema.required)
            message = f"{names} cannot be required, since the type is {schema.type}"
            hint = "move `required` to the items" if _in_items(connector, schema) else "remove `required`"
            yield Finding(schema.at / "required", message, hint)


def _in_items(connector: Connector, schema: Schema) -> bool:
    """Whether the items of a list have all the properties that are required of the list."""
    items = None if schema.items is None else connector.resolve(schema.items)
    return items is not None and set(schema.required or ()) <= {name for name, *_ in fields(connector, items)}
