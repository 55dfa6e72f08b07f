"""The reference page of a connector, laid out as Microsoft's connector reference is, for makers who build flows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from connectorsmith.analysis.card_pictures import PICTURES, picture_names
from connectorsmith.analysis.designer.budget import MOST_ROWS
from connectorsmith.analysis.designer.connections import shown_connections
from connectorsmith.analysis.designer.outputs import output_schema
from connectorsmith.analysis.designer.tables import (
    Row,
    input_rows,
    internal_rows,
    listed_definitions,
    output_rows,
    schema_rows,
)
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.markdown import anchors, bold, code, code_cell, text
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Operation

FRONT = ("Availability", "Contact", "Connector metadata", "Creating a connection", "Throttling limits")
"""The headings that are before the operations; here too because anchors are counted over the whole page."""
_IN_ADDRESS: Final = "/:%?&=+,;@~!$*'#"
"""Characters of an address that may stay as they are in a link of Markdown."""
FULL_ROW: Final = Row(f"… left out, since this page has {MOST_ROWS:,} rows", "", "")


class _Room(Struct):
    """How many rows the page still has room for; a table beyond has one row that says so."""

    left: int = MOST_ROWS

    def take(self, rows: Callable[[], tuple[Row, ...]], *instead: Row) -> tuple[Row, ...]:
        """Make the rows of a table, or those that represent them if there is no room."""
        found = rows() if self.left > 0 else instead
        self.left -= len(found)
        return found


class OperationEntry(Struct, frozen=True):
    """The section of one operation."""

    title: str
    operation: Operation
    picture: str
    inputs: tuple[Row, ...]
    outputs: tuple[Row, ...]
    internal: tuple[Row, ...]

    @property
    def whole(self) -> bool:
        """Tell whether the operation gives back one value and not a list of fields."""
        return len(self.outputs) == 1 and not self.outputs[0].key


class DefinitionEntry(Struct, frozen=True):
    """The section of one definition."""

    title: str
    description: str | None
    rows: tuple[Row, ...]
    internal: tuple[Row, ...]


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Write ``reference.md``: every visible operation and every definition that its results name."""
    title = (connector.info.title if connector.info else None) or connector.id
    room = _Room()
    names = listed_definitions(connector)
    listed = frozenset(names)
    actions = _entries(connector, connector.actions, listed, room)
    visible_triggers = (trigger for trigger in connector.triggers if not trigger.internal)
    triggers = _entries(connector, visible_triggers, listed, room)
    definitions = [_definition(connector, name, listed, room) for name in names]
    headings = [title, *FRONT, "Actions", *_titles(actions), "Triggers", *_titles(triggers), "Definitions"]
    targets = anchors([*headings, *_titles(definitions)])
    places = {entry.title: place for entry, place in zip(definitions, targets[len(headings) :], strict=True)}
    after_front = 1 + len(FRONT)
    page = render(
        "reference.md.j2",
        connector=connector,
        title=title,
        connections=shown_connections(connector),
        actions=actions,
        action_places=targets[after_front + 1 :],
        triggers=triggers,
        trigger_places=targets[after_front + len(actions) + 2 :],
        definitions=definitions,
        text=text,
        described=_described,
        code=code,
        code_cell=code_cell,
        bold=bold,
        type_cell=lambda row: _type_cell(row, places),
    )
    yield GeneratedFile.text("reference.md", page)


def _entries(
    connector: Connector, operations: Iterator[Operation], listed: Collection[str], room: _Room
) -> list[OperationEntry]:
    """Sort by what a maker reads, as Microsoft's pages do."""
    pictures = _pictures(connector)
    entries = [
        OperationEntry(
            title=operation.summary or operation.id or f"{operation.method.upper()} {operation.path}",
            operation=operation,
            picture=pictures.get((operation.path, operation.method), ""),
            inputs=room.take(partial(input_rows, connector, operation), FULL_ROW),
            outputs=room.take(partial(output_rows, connector, operation), FULL_ROW),
            internal=room.take(partial(_internal, connector, operation, listed)),
        )
        for operation in operations
    ]
    return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.operation.id or ""))


def _pictures(connector: Connector) -> dict[tuple[str, str], str]:
    """The address of the picture of each card, by path and method; none unless the spec says where they are."""
    place = connector.documentation.get(PICTURES)
    if not isinstance(place, str) or not place:
        return {}
    base = quote(place.rstrip("/"), safe=_IN_ADDRESS)
    return {key: f"{base}/{name}" for key, name in picture_names(connector).items()}


def _internal(connector: Connector, operation: Operation, listed: Collection[str]) -> tuple[Row, ...]:
    schema = output_schema(connector, operation)
    return () if schema is None else internal_rows(connector, schema, listed)


def _definition(connector: Connector, name: str, listed: Collection[str], room: _Room) -> DefinitionEntry:
    schema = (connector.definitions or {})[name]
    rows = room.take(partial(schema_rows, connector, schema), FULL_ROW)
    internal = room.take(partial(internal_rows, connector, schema, listed))
    return DefinitionEntry(name, schema.description, rows, internal)


def _described(row: Row) -> str:
    """The cell of a value: its description, and the names of its choices."""
    return " ".join(text(part) for part in (row.description, row.choices) if part)


def _titles(entries: list[OperationEntry] | list[DefinitionEntry]) -> list[str]:
    return [entry.title for entry in entries]


def _type_cell(row: Row, places: dict[str, str]) -> str:
    """Write a type; the definition it ends with is a link to that definition's table."""
    if row.definition is None or row.definition not in places:
        return text(row.type)
    container = row.type.removesuffix(row.definition)
    return f"{text(container)}{' ' if container else ''}[{text(row.definition)}](#{places[row.definition]})"
