"""The ways on which differences inside values reach the operations that use the values."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from connectorsmith.changes.schema_pairs import Key, Pair, SchemaPairs

MOST_STEPS: Final = 2_000_000
"""Steps from one pair to another that are looked at in all; beyond them, one way to each pair is enough."""
MOST_LEVELS: Final = 50
"""Steps of a way that are kept; a longer one has ``LEFT_OUT`` between these and its last step."""
LEFT_OUT: Final = "…"


class Way(Struct, eq=False):
    """A way to a pair: the last step of it, and the way before that step.

    ``optional`` says whether an object on the way may be left out, ``hidden`` whether makers do not see one.
    """

    key: Key
    step: str = ""
    before: Way | None = None
    level: int = 0
    optional: bool = False
    hidden: bool = False

    def further(self, step: str, key: Key, *, optional: bool, hidden: bool) -> Way:
        """The way with one more step."""
        before = self
        if self.level > MOST_LEVELS + 1 and self.before is not None:
            before = self.before  # the steps in between are left out already
        elif self.level > MOST_LEVELS and self.before is not None:
            before = Way(self.key, LEFT_OUT, self.before, self.level)
        return Way(key, step, before, before.level + 1, self.optional or optional, self.hidden or hidden)

    def leads_through(self, key: Key) -> bool:
        """Whether a pair of schemas is on the way."""
        here: Way | None = self
        while here is not None:
            if here.key == key:
                return True
            here = here.before
        return False

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the way, from the value on."""
        found: list[str] = []
        here = self
        while here.before is not None:
            found.append(here.step)
            here = here.before
        return tuple(reversed(found))


class Ways:
    """Finds the ways from values to the pairs that differ inside them, the shortest first."""

    def __init__(self, pairs: SchemaPairs) -> None:
        self._pairs = pairs.pairs
        self._wanted = _reaching(pairs)
        self._left = MOST_STEPS

    def from_pair(self, start: Key, most: int) -> Iterator[tuple[Way, Pair]]:
        """Yield every pair that differs inside a pair, with at most ``most`` ways to it, none of which is a circle."""
        if start not in self._wanted:
            return
        times = {start: 1}
        waiting = deque([Way(start)])
        while waiting:
            way = waiting.popleft()
            pair = self._pairs[way.key]
            if pair.differences:
                yield way, pair
            self._left -= len(pair.inside)
            allowed = most if self._left > 0 else 1
            for step, key, optional, hidden in pair.inside:
                if key in self._wanted and times.get(key, 0) < allowed and not way.leads_through(key):
                    times[key] = times.get(key, 0) + 1
                    waiting.append(way.further(step, key, optional=optional, hidden=hidden))


def _reaching(pairs: SchemaPairs) -> set[Key]:
    """The pairs in or below which something differs."""
    above: dict[Key, list[Key]] = {}
    for key, pair in pairs.pairs.items():
        for _, inner, *_ in pair.inside:
            above.setdefault(inner, []).append(key)
    waiting = [key for key, pair in pairs.pairs.items() if pair.differences]
    found: set[Key] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += above.get(key, ())
    return found
