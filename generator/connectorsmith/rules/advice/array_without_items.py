"""A list does not say what is in it.

Why: without the items makers cannot use what is in the list; the platform refuses the connector.
Write: the type with its items, as in "array of string".
Bad:
    tags: {type: array}
Good:
    tags: array of string
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ArrayHasNoItems
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import written_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="ArrayHasNoItems")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the items of every list."""
    for schema in written_schemas(connector):
        if schema.type == "array" and schema.items is None and "items" not in schema.extra:
            hint = "write array of string, or of what is in it" if in_spec(schema.at) else _ITEMS
            yield Finding(schema.at / "type", "the list has no items", hint)


_ITEMS: Final = 'add "items": {"type": "string"}, or what else is in it'
