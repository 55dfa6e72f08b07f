"""Two runs at once on one workspace: it ends as if one had come after the other."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.atomicity.forked import Ended
from tests.atomicity.stage import Stage
from tests.atomicity.trees import tree
from tests.atomicity.workspace import VERBS, Tree


class Pairs:
    """Attempts with two verbs, and what both leave in either order."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.in_turn = cache(self._in_turn)

    def _in_turn(self, first: str, second: str) -> tuple[Tree, tuple[int, int]]:
        """The workspace after one verb and then the other, and their exit codes."""
        self.stage.reset()
        codes = self.stage.run(VERBS[first]).code, self.stage.run(VERBS[second]).code
        return tree(self.stage.folder), codes

    def run(self, first: str, second: str, random: Random) -> tuple[str, list[str]]:
        """Run two verbs at once, the second a little later; gives whose work came first, and the faults."""
        (one, one_codes), (other, other_codes) = self.in_turn(first, second), self.in_turn(second, first)
        delay = random.uniform(0, self.stage.result(first).seconds)
        self.stage.reset()
        running = self.stage.start(VERBS[first])
        running.ends_within(delay)
        later = self.stage.start(VERBS[second])
        ended = later.wait(), running.wait()
        codes = ended[1].code, ended[0].code
        here = tree(self.stage.folder)
        orders = {"first": (one, one_codes), "second": (other, other_codes[::-1])}
        fits = [name for name, order in orders.items() if order == (here, codes)]
        came = "either order" if len(fits) == 2 else f"{fits[0]} one first" if fits else "neither"
        faults = self.stage.faults(one, other)
        if came == "neither":
            faults.append(f"as in neither order, exit codes {codes}: {_said(*ended)}")
        return came, faults


def _said(*runs: Ended) -> str:
    return " | ".join(f"{run.out}{run.err}" for run in runs)
