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

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.parts import written_schemas


@rule(Severity.ERROR, code="ArrayHasNoItems")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the items of every list."""
    for schema in written_schemas(connector):
        if schema.type == "array" and schema.items is None and "items" not in schema.extra:
            yield Finding(schema.at / "type", "the list has no items", "write array of string, or of what is in it")
