"""The names that makers see in place of the values of an enum."""

from __future__ import annotations

import json
from typing import Final

from connectorsmith.analysis.json_types import enum_values
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import Json

MOST_NAMES: Final = 100
"""Names that a text lists; a longer list does not fit into a cell of a table."""


def choices(connector: Connector, schema: Schema) -> list[tuple[Json, str | None]]:
    """The values to choose from that a schema lists, or those of its items, with their names where they have some."""
    inside = connector.resolve(schema)
    if not inside.enum and inside.items is not None:
        inside = connector.resolve(inside.items)
    names: dict[str, str] = {}
    for entry in enum_values(inside):
        if isinstance(entry, dict) and isinstance(entry.get("displayName"), str):
            names.setdefault(json.dumps(entry.get("value")), entry["displayName"])
    return [(value, names.get(json.dumps(value))) for value in inside.enum or ()]


def names_text(connector: Connector, schema: Schema) -> str:
    """The values that have names, as a sentence: ``Choices: Not paid (open), Paid (closed).``; empty without any."""
    named = [(value, name) for value, name in choices(connector, schema) if name is not None]
    shown = ", ".join(f"{name} ({as_text(value)})" for value, name in named[:MOST_NAMES])
    more = f" and {len(named) - MOST_NAMES:,} more" if len(named) > MOST_NAMES else ""
    return f"Choices: {shown}{more}." if named else ""


def as_text(value: Json) -> str:
    """A value as a cell of a table has it: a text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)
