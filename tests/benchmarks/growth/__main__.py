"""``python -m tests.benchmarks.growth``: time and memory of each verb at 1, 2, 4 and 8 times the size.

A cost is the CPU time, or the peak of memory, above that of the same verb where there is only one of the thing. A verb
above the bar runs at 16 and 32 times the size too, and the four largest sizes count: at small ones, the steps in which
garbage is collected weigh more. Exit code 3 if an exponent is above the bar, 1 if a row is not measured yet.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.growth import table
from tests.benchmarks.growth.commands import FINDING, MANY, ONE, verbs_of
from tests.benchmarks.growth.fit import exponent
from tests.benchmarks.growth.material import KINDS, Kind
from tests.benchmarks.growth.process import import_all_once
from tests.benchmarks.growth.table import BAR, FACTORS, FURTHER, Row
from tests.benchmarks.growth.workspace import Cost, RefusedError, prepare, run, size

LEAST_SECONDS: Final = 0.1
"""Less than this above the time of one thing may be other work of the machine."""
LEAST_MEMORY: Final = 8_000_000
SMALL: Final = 2
"""Up to this factor every round runs: too high a cost of a small size hides growth, that of a large size shows it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns 3 if an exponent is above the bar, 1 if a row is missing."""
    given = _arguments(arguments)
    os.environ |= {"CONNECTORSMITH_NO_CACHE": "1", "PYTHONHASHSEED": "0"}  # each run does its work, the same each time
    import_all_once()
    rows = table.read(given.results)
    wanted = [(kind, verb) for kind in map(KINDS.get, given.kind or KINDS) if kind for verb in _verbs(kind, given)]
    end = time.monotonic() + given.minutes * 60
    for kind, verbs in _missing(wanted, rows).items():
        if time.monotonic() > end:
            break
        with tempfile.TemporaryDirectory() as folder:
            material = Material(KINDS[kind], given.scale, Path(folder))
            for verb in verbs:
                if time.monotonic() > end:
                    break
                rows.append(measured(material, verb, given.rounds))
                table.add(given.results, rows[-1])
                print(table.line(rows[-1]), file=sys.stderr, flush=True)
    missing = len(wanted) - len({(row.kind, row.verb) for row in rows} & {(kind.name, verb) for kind, verb in wanted})
    for line in table.lines(rows, missing):
        print(line)
    if any(row.worst > BAR for row in rows):
        return 3
    return 1 if missing else 0


def _verbs(kind: Kind, given: argparse.Namespace) -> list[str]:
    return [verb for verb in verbs_of(kind) if not given.verb or verb in given.verb]


def _missing(wanted: Sequence[tuple[Kind, str]], rows: Sequence[Row]) -> dict[str, list[str]]:
    """The verbs that are not measured yet, by the name of the kind."""
    known = {(row.kind, row.verb) for row in rows}
    found: dict[str, list[str]] = {}
    for kind, verb in wanted:
        if (kind.name, verb) not in known:
            found.setdefault(kind.name, []).append(verb)
    return found


class Material:
    """Workspaces with a kind of thing, each made when it is first used."""

    def __init__(self, kind: Kind, scale: float, folder: Path) -> None:
        self.kind = kind
        self._unit = kind.unit if kind.fixed else max(1, int(kind.unit * scale))
        self._folder = folder
        self._roots: dict[int, Path] = {}
        self._refused: set[int] = set()

    def root(self, factor: int) -> Path:
        """The workspace with that many times the things; with one of them for 0."""
        if factor not in self._roots:
            count = factor * self._unit or 1
            print(f"preparing {count} {self.kind.name}", file=sys.stderr, flush=True)
            self._roots[factor] = prepare(self.kind, count, self._folder / str(factor))
        return self._roots[factor]

    def can_have(self, factor: int) -> bool:
        """Whether there can be that many times the things; what is larger than a limit cannot be made."""
        if self.kind.fixed or factor in self._refused:
            return False
        try:
            self.root(factor)
        except RefusedError:
            self._refused.add(factor)
            return False
        return True

    def size(self, factor: int) -> int:
        """The bytes that are more than those of one thing."""
        return size(self.root(factor)) - size(self.root(0))


def measured(material: Material, verb: str, rounds: int) -> Row:
    """What a verb costs; measured at further sizes if it is above the bar."""
    arguments = verbs_of(material.kind)[verb]
    costs: dict[int, list[Cost]] = {factor: [] for factor in (0, *FACTORS)}

    def measure(factors: Iterable[int]) -> None:
        for factor in factors:
            cost = run(material.root(factor), *arguments, findings=verb in FINDING)
            costs.setdefault(factor, []).extend([cost] if cost else [])

    measure(costs)
    for _ in range(1, rounds):
        measure(factor for factor in costs if factor <= SMALL)
    row = _fitted(material, verb, costs)
    if row.worst > BAR:
        measure((0, *FACTORS[2:], *filter(material.can_have, FURTHER)))
        row = _fitted(material, verb, costs)
    return row


def _fitted(material: Material, verb: str, costs: Mapping[int, Sequence[Cost]]) -> Row:
    """The row with the least costs and their exponents."""
    seconds = _above_one({factor: [cost.cpu for cost in known] for factor, known in costs.items()})
    memory = _above_one({factor: [cost.memory for cost in known if cost.memory] for factor, known in costs.items()})
    largest = sorted(costs)[-len(FACTORS) :]
    slopes = [
        exponent({material.size(factor): found[factor] for factor in largest if factor in found}, least)
        for found, least in ((seconds, LEAST_SECONDS), (memory, LEAST_MEMORY))
    ]
    factors = [factor for factor in sorted(costs) if factor]
    times, held = ([found.get(factor) for factor in factors] for found in (seconds, memory))
    return Row(material.kind.name, verb, [*map(material.size, factors)], times, held, *slopes)


def _above_one(costs: Mapping[int, Sequence[float]]) -> dict[int, float]:
    """The least costs by factor, above that of one thing; without those that are not known."""
    start = min(costs[0], default=0.0)
    return {factor: min(known) - start for factor, known in costs.items() if factor and known}


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    verbs = sorted({*ONE, *MANY})
    parser.add_argument("--kind", action="append", choices=[*KINDS], help="of this kind only; may be repeated")
    parser.add_argument("--verb", action="append", choices=verbs, help="this verb only; may be repeated")
    parser.add_argument("--rounds", type=int, default=2, help="how often each verb runs at least")
    parser.add_argument("--scale", type=float, default=1.0, help="how large size 1 is, as a multiple of the usual")
    parser.add_argument("--results", type=Path, help="a file that keeps the figures for the next run")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin with no other verb after this time")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
