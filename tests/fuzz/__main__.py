"""``python -m tests.fuzz``: run seeded inputs, print each kind of fault once with the command that repeats it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from itertools import takewhile

from tests.fuzz.kinds import LEVELS, Plan
from tests.fuzz.outcome import Outcome
from tests.fuzz.workers import Pool

_EACH: float = 30.0
"""Seconds between two lines that say how far a run is."""


def main() -> int:
    """Run what the command line asks for; returns 3 if a fault was found. Ctrl-C and SIGTERM end it with the counts."""
    given = _arguments()
    os.environ["CONNECTORSMITH_NO_CACHE"] = "1"
    summary = Summary(given)
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell lets what it starts in the background ignore SIGINT
        signal.signal(ending, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _run(given, summary)
    summary.show()
    return 3 if summary.kinds else 0


def _run(given: argparse.Namespace, summary: Summary) -> None:
    levels = [given.level] if given.level else [*LEVELS]
    for number, level in enumerate(levels, 1):
        summary.end = (given.seconds or float("inf")) * number / len(levels)
        plan = Plan(level, given.kind, given.slow)
        share = (
            given.inputs
            if given.level
            else {"readers": given.inputs * 95 // 100, "verbs": given.inputs // 20}.get(level, 8)
        )
        pool = Pool(plan, given.jobs, given.limit)
        digests: dict[int, str] = {}
        for outcome in pool.run(takewhile(summary.has_time, range(given.seed, given.seed + share))):
            digests[outcome.seed] = outcome.digest
            summary.add(level, outcome)
        again = [seed for seed in digests if seed % given.twice == 0] if given.twice else []
        for outcome in pool.run(again, hash_seed=1):
            if digests[outcome.seed] != outcome.digest:
                outcome.fail("other output with another hash seed")
            summary.twice += 1
            summary.add(level, outcome, counted=False)


class Summary:
    """Counts of inputs and runs, and the faults by signature."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.inputs: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.twice = 0
        self.end = float("inf")
        self.start = self.reported = time.monotonic()

    def has_time(self, _seed: int) -> bool:
        """Whether another input may begin."""
        return time.monotonic() - self.start < self.end

    def add(self, level: str, outcome: Outcome, counted: bool = True) -> None:
        """Count an outcome; the first fault of a kind is printed at once."""
        if counted:
            self.inputs[f"{level}/{outcome.kind}"] += 1
            self.runs += Counter({f"{level}: {name}": count for name, count in outcome.runs.items()})
        for fault in outcome.faults:
            self.kinds[fault.signature] += 1
            if self.kinds[fault.signature] == 1:
                kind = f" --kind {self.given.kind}" if self.given.kind else ""
                again = f"python -m tests.fuzz --level {level}{kind} --seed {outcome.seed} --inputs 1"
                print(f"\nFAULT {fault.signature}\n  {again}")
                if self.given.verbose or self.given.inputs == 1:
                    print(*(f"  | {line}" for line in fault.detail.splitlines()), sep="\n")
        if time.monotonic() - self.reported > _EACH:
            self.reported = time.monotonic()
            print(f"  {self.inputs.total():,} inputs, {self.kinds.total()} faults", file=sys.stderr, flush=True)

    def show(self) -> None:
        """Print the counts."""
        seconds = time.monotonic() - self.start
        print(f"\n{self.inputs.total():,} inputs in {seconds:.0f} s, {self.twice:,} of them with a second hash seed")
        for title, counts in (("inputs", self.inputs), ("runs", self.runs), ("faults", self.kinds)):
            print(f"{title}: {counts.total():,}")
            for name, count in _sorted(counts, title):
                print(f"  {count:9,}  {name}")


def _sorted(counts: Counter[str], title: str) -> Iterable[tuple[str, int]]:
    return counts.most_common() if title == "faults" else sorted(counts.items())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first input; each input has a seed of its own")
    parser.add_argument("--inputs", type=int, default=1_000, help="how many inputs, from the first seed on")
    parser.add_argument("--seconds", type=float, help="end after this time, shared by the levels")
    parser.add_argument("--level", choices=[*LEVELS], help="run this level only; else all of them")
    parser.add_argument("--kind", choices=sorted({kind for level in LEVELS.values() for kind in level}))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which an input is a hang")
    parser.add_argument("--slow", type=float, help="seconds of CPU that one run may take")
    parser.add_argument(
        "--twice", type=int, default=20, metavar="N", help="repeat every Nth input with another hash seed"
    )
    parser.add_argument("--verbose", action="store_true", help="print what was seen at the first fault of each kind")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
