"""``python -m tests.atomicity``: kill runs, start two at once, and fill the disk; print what is not whole afterwards.

It needs Linux, and root for a disk of 1 MB.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable
from itertools import combinations_with_replacement
from random import Random
from typing import Final

from tests.atomicity import forked, full_disk
from tests.atomicity.kills import Kill
from tests.atomicity.pairs import Pairs
from tests.atomicity.stage import Stage, stage
from tests.atomicity.workspace import PLATFORM, VERBS

_EACH: Final = 10.0
"""Seconds between two lines that tell how far it is."""
_SHARES: Final = {"pull": 1}
"""How often a verb is drawn, 2 by default: a run of ``pull`` takes as long as ten others."""


class Count:
    """The attempts of one kind, and their faults."""

    def __init__(self, title: str, total: int | None = None) -> None:
        self.title, self.total = title, total
        self.outcomes: Counter[str] = Counter()
        self.faults = 0
        self._told = time.monotonic()

    def add(self, what: str, outcome: str, faults: Iterable[str]) -> None:
        """Count an attempt; its faults are printed at once, and now and then how far it is."""
        self.outcomes[outcome] += 1
        for fault in faults:
            self.faults += 1
            print(f"FAULT {what}: {fault}", flush=True)
        if time.monotonic() - self._told > _EACH:
            self._told = time.monotonic()
            of = f" of {self.total}" if self.total else ""
            print(f"  {self.title}: {self.outcomes.total()}{of}, {self.faults} faults", file=sys.stderr, flush=True)

    def show(self) -> int:
        """Print the counts; returns the number of faults."""
        print(f"{self.title}: {self.outcomes.total():,}, {self.faults} faults")
        for outcome, number in sorted(self.outcomes.items()):
            print(f"  {number:6,}  {outcome}")
        return self.faults


def main() -> int:
    """Do what the command line asks for; returns 3 if anything was not whole."""
    given = _arguments()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    os.environ["CONNECTORSMITH_NO_CACHE"] = "1"  # each run does its work
    verbs = given.only or [*VERBS]
    forked.prepare()
    with stage(deploys=any(verb in PLATFORM for verb in verbs)) as place:
        counts = [_kills(place, verbs, given), _pairs(place, verbs, given)]
        counts += [] if given.skip_disk else _full_disks(place, verbs)
        return 3 if sum(count.show() for count in counts) else 0


def end(number: int, _frame: object) -> None:
    """Unwind, so that no folder, process or mounted disk is left; a second signal does not disturb that."""
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def _kills(place: Stage, verbs: list[str], given: argparse.Namespace) -> Count:
    count = Count("kills", given.kills)
    drawn = [verb for verb in verbs for _ in range(_SHARES.get(verb, 2))]
    for number in range(given.kills):
        seed = f"{given.seed}-{number}"
        kill = Kill(place, Random(f"verb {seed}").choice(drawn), seed)
        kill.run()
        when = "at a call" if kill.at_call else "at a moment"
        count.add(f"{seed}: {kill.verb}, {kill.signal} {when}", f"{kill.verb}: {kill.outcome}", kill.faults)
    return count


def _pairs(place: Stage, verbs: list[str], given: argparse.Namespace) -> Count:
    count = Count("pairs", given.pairs)
    pairs = Pairs(place)
    drawn = [(one, other) for one, other in combinations_with_replacement(verbs, 2)]
    shares = [_SHARES.get(one, 2) * _SHARES.get(other, 2) for one, other in drawn]
    for number in range(given.pairs):
        random = Random(f"pair {given.seed}-{number}")
        ((first, second),) = random.choices(drawn, shares)
        came, faults = pairs.run(first, second, random)
        count.add(f"{given.seed}-{number}: {first} and {second}", f"{first} and {second}: {came}", faults)
    return count


def _full_disks(place: Stage, verbs: list[str]) -> list[Count]:
    calls, disks = Count("full at a call"), Count("disk of 1 MB that is full")
    for verb in verbs:
        for faults in full_disk.at_each_call(place, verb):
            calls.add(verb, verb, faults)
    try:
        for verb in verbs:
            for faults in full_disk.on_small_disk(place, verb):
                disks.add(verb, verb, faults)
    except PermissionError as fault:
        print(f"no disk of 1 MB: {fault.strerror}")
    return [calls, disks]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.atomicity", description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000, help="runs that a signal ends at a random instant")
    parser.add_argument("--pairs", type=int, default=200, help="pairs of runs at once")
    parser.add_argument("--skip-disk", action="store_true", help="do not fill the disk")
    parser.add_argument("--seed", type=int, default=1, help="which of the random instants and pairs")
    parser.add_argument("--only", action="append", choices=[*VERBS], help="this verb only; may be repeated")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
