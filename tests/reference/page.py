"""What a reference page lists, in one shape, whatever it was read from: the kept tables, the package, the Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from connectorsmith.source.yaml.read import read_yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Input:
    key: str
    type: str
    required: bool


@dataclass(frozen=True)
class Output:
    path: str
    type: str


Row = TypeVar("Row", Input, Output)


@dataclass(frozen=True)
class Operation:
    id: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Page:
    """``connection`` has the rows of the dialog; their keys are empty where the source shows none."""

    connection: tuple[Input, ...]
    limits: tuple[tuple[str, int, int], ...]
    actions: tuple[Operation, ...]
    triggers: tuple[Operation, ...]
    definitions: dict[str, tuple[Output, ...]]

    @property
    def operations(self) -> tuple[Operation, ...]:
        return (*self.actions, *self.triggers)

    def operation(self, name: str) -> Operation:
        return next(operation for operation in self.operations if operation.id == name)


def kept(name: str) -> Page:
    """Read a kept table."""
    table = _table(name)
    return Page(
        connection=tuple(Input(**row) for row in table["connection"]),
        limits=tuple((row["name"], row["calls"], row["renewal_period"]) for row in table["limits"]),
        actions=tuple(map(_operation, table["actions"])),
        triggers=tuple(map(_operation, table["triggers"])),
        definitions={name: tuple(Output(**row) for row in rows) for name, rows in table["definitions"].items()},
    )


def with_deviations(page: Page, name: str) -> Page:
    """Add the rows that a connector has beyond its page, each after those of its table."""
    rows = read_deviations()["rows"][name]
    inputs = {
        owner: tuple(Input(row["key"], row["type"], row["required"]) for row in found)
        for owner, found in rows["inputs"].items()
    }
    outputs = {
        owner: tuple(Output(row["path"], row["type"]) for row in found) for owner, found in rows["outputs"].items()
    }

    def complete(operation: Operation) -> Operation:
        more = (inputs.get(operation.id, ()), outputs.get(operation.id, ()))
        return Operation(operation.id, (*operation.inputs, *more[0]), (*operation.outputs, *more[1]))

    return Page(
        page.connection,
        page.limits,
        tuple(map(complete, page.actions)),
        tuple(map(complete, page.triggers)),
        {name: (*found, *outputs.get(name, ())) for name, found in page.definitions.items()},
    )


def read_deviations() -> dict[str, Any]:
    """Read the committed list of deviations from the reference pages, with the reason for each."""
    document, faults = read_yaml((HERE / "deviations.yaml").read_text(encoding="utf-8"), HERE / "deviations.yaml")
    assert [fault.message for fault in faults] == []
    value: dict[str, Any] = document.value
    return value


def requests(name: str) -> dict[str, str]:
    """Read the request line of each operation of a kept table."""
    table = _table(name)
    return {entry["operationId"]: entry["request"] for entry in (*table["actions"], *table["triggers"])}


def _table(name: str) -> dict[str, Any]:
    return json.loads((HERE / f"{name}.reference.json").read_text(encoding="utf-8"))


def _operation(entry: dict[str, Any]) -> Operation:
    returns = entry["returns"]
    rows = returns["rows"] if "rows" in returns else [{"path": "", "type": returns["type"]}]
    return Operation(
        id=entry["operationId"],
        inputs=tuple(Input(**row) for row in entry["parameters"]),
        outputs=tuple(Output(**row) for row in rows),
    )


def numbered(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[str, int, Row]]:
    """Name each row of some tables: a body may have the same key in several of its objects."""
    found = [(owner, count, row) for owner, rows in tables.items() for count, row in number(rows)]
    return {
        f"{owner}-{name_of(row) or 'whole'}" + (f"-{count}" if count > 1 else ""): (owner, count, row)
        for owner, count, row in found
    }


def number(rows: tuple[Row, ...]) -> Iterator[tuple[int, Row]]:
    """Say of each row how many there are of its name so far, itself included."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[name_of(row)] += 1
        yield seen[name_of(row)], row


def name_of(row: Input | Output) -> str:
    return row.key if isinstance(row, Input) else row.path


def names(rows: tuple[Input, ...] | tuple[Output, ...]) -> list[str]:
    return [name_of(row) for row in rows]


def pick(rows: tuple[Row, ...], wanted: Row, count: int) -> Row | None:
    """Find the row that has the name of another, or the second or third of that name."""
    same = [row for place, row in number(rows) if (place, name_of(row)) == (count, name_of(wanted))]
    return same[0] if same else None
