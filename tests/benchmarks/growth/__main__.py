"""``python -m tests.benchmarks.growth``: time and memory of each verb at 1, 2, 4 and 8 times the size.

A cost is the CPU time, or the memory at its peak, above that of the same verb where there is only one of the thing.
The least of several runs counts, and a verb that seems to grow too fast runs again.
Exit code 3 if one grows with an exponent above the bar.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.growth.fit import exponent
from tests.benchmarks.growth.material import KINDS, Kind
from tests.benchmarks.growth.verbs import FINDING, ONE, prepare, run, size, verbs_of

FACTORS: Final = (1, 2, 4, 8)
BAR: Final = 1.15
LEAST_SECONDS: Final = 0.1
"""Less than this above the time of one thing may be other work of the machine."""
LEAST_MEMORY: Final = 8_000_000
MOST_ROUNDS: Final = 8
"""How often a verb runs whose exponent is above the bar: other work on the machine makes single runs cost more."""
Best = tuple[float | None, float | None]
"""The least seconds and bytes so far."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns 3 if an exponent is above the bar."""
    given = _arguments(arguments)
    os.environ["CONNECTORSMITH_NO_CACHE"] = "1"  # each run does its work
    worst = 0.0
    print(f"{'':18}{'seconds of CPU at 1, 2, 4, 8':>32}{'exp.':>7}{'MB of memory':>33}{'exp.':>7}")
    for name in given.kind or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            worst = max(worst, _measure(KINDS[name], given, Path(folder)))
    print(f"the largest exponent is {worst:.2f}, at most {BAR} is allowed")
    return 3 if worst > BAR else 0


def _measure(kind: Kind, given: argparse.Namespace, folder: Path) -> float:
    """Print one line for each verb; returns the largest exponent."""
    unit = kind.unit if kind.fixed else max(1, int(kind.unit * given.scale))
    counts = {0: 1} | {factor: factor * unit for factor in FACTORS}
    roots = {factor: prepare(kind, count, folder / str(factor)) for factor, count in counts.items()}
    sizes = {factor: size(root) - size(roots[0]) for factor, root in roots.items()}
    print(f"{kind.name}, bytes: {', '.join(f'{sizes[factor]:,}' for factor in FACTORS)}")
    worst = 0.0
    for verb, command in verbs_of(kind).items():
        if given.verb and verb not in given.verb:
            continue
        best: dict[int, Best] = dict.fromkeys(roots, (None, None))
        for number in range(MOST_ROUNDS):
            best = {factor: _better(best[factor], root, verb, command) for factor, root in roots.items()}
            found = [_above_least(sizes, {factor: cost[part] for factor, cost in best.items()}) for part in (0, 1)]
            slopes = [exponent(*points) for points in zip(found, (LEAST_SECONDS, LEAST_MEMORY), strict=True)]
            if number + 1 >= given.rounds and max(one or 0.0 for one in slopes) <= BAR:
                break
        worst = max(worst, *(one or 0.0 for one in slopes))
        times, held = (_cells(costs, sizes, unit) for costs, unit in zip(found, (1, 1_000_000), strict=True))
        print(f"  {verb:16}{times}{_exponent(slopes[0])}{held}{_exponent(slopes[1])}", flush=True)
    return worst


def _better(known: Best, root: Path, verb: str, command: Sequence[str]) -> Best:
    """The least seconds and bytes with those of one more run; none of a verb that refuses what it is given."""
    cost = run(root, *command, findings=verb in FINDING)
    more = (None, None) if cost is None else (cost.cpu, cost.memory)
    return _least(known[0], more[0]), _least(known[1], more[1])


def _least(*costs: float | None) -> float | None:
    return min((one for one in costs if one is not None), default=None)


def _above_least(sizes: Mapping[int, int], costs: Mapping[int, float | None]) -> dict[int, float]:
    """The costs by size in bytes, above that of one thing; without those that are not known."""
    start = costs[0] or 0.0
    return {sizes[factor]: cost - start for factor, cost in costs.items() if factor and cost is not None}


def _cells(costs: Mapping[int, float], sizes: Mapping[int, int], unit: int) -> str:
    shown = (f"{costs[size] / unit:.2f}" if size in costs else "refused" for factor, size in sizes.items() if factor)
    return "".join(f"{text:>8}" for text in shown)


def _exponent(value: float | None) -> str:
    """An exponent; a dash where the cost is too small to have one."""
    return f"{'-' if value is None else f'{value:.2f}'}{'!' if value is not None and value > BAR else ' '}".rjust(8)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--kind", action="append", choices=[*KINDS], help="of this kind only; may be repeated")
    parser.add_argument("--verb", action="append", choices=[*ONE], help="this verb only; may be repeated")
    parser.add_argument("--rounds", type=int, default=2, help="how often each verb runs at least")
    parser.add_argument("--scale", type=float, default=1.0, help="how large size 1 is, as a multiple of the usual")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
