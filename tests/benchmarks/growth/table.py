"""The rows of the matrix of growth: kept in a file, and shown as a table with a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

FACTORS: Final = (1, 2, 4, 8)
FURTHER: Final = (16, 32)
"""The factors with which a verb is measured that seems to grow too fast."""
BAR: Final = 1.15
HEAD: Final = f"{'':20}{'seconds of CPU at 1, 2, 4, 8':>32}{'exp.':>8}{'MB of memory':>32}{'exp.':>8}"


class Row(Struct, frozen=True):
    """What a verb costs with each size of a kind; a cost is none where the verb refuses what it is given.

    An exponent is none where the costs are too small to have one. It is that of the four largest sizes.
    """

    kind: str
    verb: str
    bytes: list[int]
    seconds: list[float | None] = []
    memory: list[float | None] = []
    time_exponent: float | None = None
    memory_exponent: float | None = None

    @property
    def worst(self) -> float:
        """The larger exponent, 0 if there is none."""
        return max(self.time_exponent or 0.0, self.memory_exponent or 0.0)


def read(file: Path | None) -> list[Row]:
    """The rows of a file, none if there is no file."""
    if file is None or not file.exists():
        return []
    return [msgspec.json.decode(line, type=Row) for line in file.read_bytes().splitlines()]


def add(file: Path | None, row: Row) -> None:
    """Append a row to a file."""
    if file is not None:
        with file.open("ab") as kept:
            kept.write(msgspec.json.encode(row) + b"\n")


def line(row: Row) -> str:
    """The line of one verb."""
    times, held = _cells(row.seconds[:4], 1), _cells(row.memory[:4], 1_000_000)
    first = f"  {row.verb:18}{times}{_exponent(row.time_exponent)}{held}{_exponent(row.memory_exponent)}"
    times, held = _cells(row.seconds[4:], 1), _cells(row.memory[4:], 1_000_000)
    further = ", ".join(map(str, FURTHER[: len(row.bytes) - 4]))
    return f"{first}\n    at {further}: {times} s,{held} MB" if times else first


def lines(rows: Sequence[Row], missing: int) -> Iterator[str]:
    """The table, the rows above the bar, and the verdict."""
    yield HEAD
    for kind, of_kind in groupby(sorted(rows, key=lambda row: row.kind), key=lambda row: row.kind):
        for number, row in enumerate(of_kind):
            if number == 0:
                yield f"{kind}, bytes: {', '.join(f'{count:,}' for count in row.bytes)}"
            yield line(row)
    above = [row for row in rows if row.worst > BAR]
    for row in above:
        yield f"above the bar: {row.verb} with many {row.kind}, exponent {row.worst:.2f}"
    worst = max((row.worst for row in rows), default=0.0)
    yield f"{len(rows)} rows, {len(above)} above the bar of {BAR}, {missing} not measured yet; the worst is {worst:.2f}"


def _cells(costs: Sequence[float | None], unit: int) -> str:
    return "".join(f"{'refused' if cost is None else f'{cost / unit:.2f}':>8}" for cost in costs)


def _exponent(value: float | None) -> str:
    return f"{'-' if value is None else f'{value:.2f}'}{'!' if value is not None and value > BAR else ' '}".rjust(8)
