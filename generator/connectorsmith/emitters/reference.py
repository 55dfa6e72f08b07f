"""The reference page of a connector, laid out as Microsoft's connector reference is, for makers who build flows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final, TypeVar

from msgspec import Struct

from connectorsmith.analysis.designer.connections import shown_connections
from connectorsmith.analysis.internal_rows import internal_rows
from connectorsmith.analysis.maker_inputs import InputRow, input_rows
from connectorsmith.analysis.maker_view import (
    MOST_ROWS,
    OutputRow,
    listed_definitions,
    return_rows,
    returned,
    schema_rows,
)
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.markdown import anchors, bold, code, code_cell, text
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Operation

FRONT = ("Availability", "Contact", "Connector metadata", "Creating a connection", "Throttling limits")
"""The headings that are before the operations; here too because anchors are counted over the whole page."""
FULL: Final = f"… left out, since this page has {MOST_ROWS:,} rows"
Row = TypeVar("Row", InputRow, OutputRow)


class _Room(Struct):
    """How many rows the page still has room for; a table beyond has one row that says so."""

    left: int = MOST_ROWS

    def take(self, rows: Callable[[], tuple[Row, ...]], *instead: Row) -> tuple[Row, ...]:
        """Make the rows of a table, or those that represent them if there is no room."""
        found = rows() if self.left > 0 else instead
        self.left -= len(found)
        return found


class OperationEntry(Struct, frozen=True):
    """What the page shows of one operation."""

    title: str
    operation: Operation
    inputs: tuple[InputRow, ...]
    outputs: tuple[OutputRow, ...]
    internal: tuple[OutputRow, ...]

    @property
    def whole(self) -> bool:
        """Tell whether the operation gives back one value and not a list of fields."""
        return len(self.outputs) == 1 and not self.outputs[0].path


class DefinitionEntry(Struct, frozen=True):
    """What the page shows of one definition."""

    title: str
    description: str | None
    rows: tuple[OutputRow, ...]
    internal: tuple[OutputRow, ...]


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Write ``reference.md``: every visible operation and every definition that its results name."""
    title = (connector.info.title if connector.info else None) or connector.id
    room = _Room()
    listed = listed_definitions(connector)
    actions = _entries(connector, connector.actions, listed, room)
    visible_triggers = (trigger for trigger in connector.triggers if not trigger.internal)
    triggers = _entries(connector, visible_triggers, listed, room)
    definitions = [_definition(connector, name, listed, room) for name in listed]
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
    entries = [
        OperationEntry(
            title=operation.summary or operation.id or f"{operation.method.upper()} {operation.path}",
            operation=operation,
            inputs=room.take(partial(_inputs, connector, operation), InputRow(FULL, "", "", False)),
            outputs=room.take(partial(return_rows, connector, operation), OutputRow(FULL, "", "")),
            internal=room.take(partial(_internal, connector, operation, listed)),
        )
        for operation in operations
    ]
    return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.operation.id or ""))


def _inputs(connector: Connector, operation: Operation) -> tuple[InputRow, ...]:
    return tuple(input_rows(connector, operation))


def _internal(connector: Connector, operation: Operation, listed: Collection[str]) -> tuple[OutputRow, ...]:
    schema = returned(connector, operation)
    return () if schema is None else internal_rows(connector, schema, listed)


def _definition(connector: Connector, name: str, listed: Collection[str], room: _Room) -> DefinitionEntry:
    schema = (connector.definitions or {})[name]
    rows = room.take(partial(schema_rows, connector, schema), OutputRow(FULL, "", ""))
    internal = room.take(partial(internal_rows, connector, schema, listed))
    return DefinitionEntry(name, schema.description, rows, internal)


def _described(row: InputRow | OutputRow) -> str:
    """What a cell says of a value: its description, and the names of its choices."""
    return " ".join(text(part) for part in (row.description, row.choices) if part)


def _titles(entries: list[OperationEntry] | list[DefinitionEntry]) -> list[str]:
    return [entry.title for entry in entries]


def _type_cell(row: OutputRow, places: dict[str, str]) -> str:
    """Write a type; the definition it ends with is a link to that definition's table."""
    if row.definition is None or row.definition not in places:
        return text(row.type)
    container = row.type.removesuffix(row.definition)
    return f"{text(container)}{' ' if container else ''}[{text(row.definition)}](#{places[row.definition]})"
