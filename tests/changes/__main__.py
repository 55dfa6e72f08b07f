"""``python -m tests.changes``: many random mutations of published connectors, or counts over pairs of versions.

``--mutations N`` fails if one of N mutations is not reported, or one is reported that has no meaning.
``--counts`` writes ``counts.md``: how often each kind of change occurs between versions at hand.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from tests.changes.counts import write_counts
from tests.changes.meaning import meaning
from tests.changes.mutate_whole import change_anything
from tests.changes.mutations import MUTATIONS
from tests.changes.packages import Package, all_published, own
from tests.changes.test_laws import meets

from connectorsmith.changes.compare import changes


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.changes", description=__doc__)
    parser.add_argument("--mutations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--counts", action="store_true")
    options = parser.parse_args()
    if options.counts:
        write_counts()
    faults = mutate(options.mutations, options.seed)
    for fault in faults:
        print(fault)
    print(f"{options.mutations} mutations, {len(faults)} faults")
    return 1 if faults else 0


def mutate(count: int, seed: int) -> list[str]:
    """Say which of many mutations are not reported as they should be; half of them change any value."""
    random = Random(seed)
    known: dict[str, Package] = {**{str(number): one for number, one in enumerate(own())}, **all_published()}
    faults: list[str] = []
    done = 0
    while done < count:
        name = random.choice(sorted(known))
        changed = known[name].copy()
        mutation = random.choice((random.choice(MUTATIONS), change_anything))
        expected = mutation(changed, random)
        if expected is None:
            continue
        done += 1
        facts = changes(known[name].connector(), changed.connector())
        same = meaning(known[name]) == meaning(changed)
        label = f"{name} {getattr(mutation, '__name__', '')} {changed.note}"
        if same != (facts == ()):
            faults.append(f"{label}: {len(facts)} facts, and the meaning is {'the same' if same else 'another'}")
        elif expected.kinds and not same and not meets(facts, expected):
            faults.append(f"{label}: expected {expected}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
