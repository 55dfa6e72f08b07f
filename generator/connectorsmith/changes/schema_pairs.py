"""Schemas of two versions compared side by side, each pair of objects or arrays once, however often it is referred to.

References and ``allOf`` are looked through, so that the name of a definition does not count. A pair that lies inside
itself is a circle of the graph, which the walks over it end at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_view import is_hidden
from connectorsmith.changes.attributes import compare_value
from connectorsmith.changes.effective import Holders, holders, target, type_of, written
from connectorsmith.changes.fact import Difference, elsewhere, present
from connectorsmith.changes.renames import with_renames
from connectorsmith.model import ABSENT, Connector, Schema

MOST_PAIRS: Final = 100_000
"""Pairs that are compared; two versions of the largest published connector make about 4,000."""
ITEMS: Final = "items"
ADDITIONAL: Final = "additionalProperties"
Key = tuple[int, int]


class Pair(Struct):
    """An object or array in both versions: what differs right in it, and the pairs inside it by the way to them."""

    old: Schema
    new: Schema
    differences: list[Difference] = field(default_factory=list)
    inside: list[tuple[str, Key]] = field(default_factory=list)


class SchemaPairs:
    """Every pair of objects and arrays that was compared, by the identity of both schemas."""

    def __init__(self, old: Connector, new: Connector) -> None:
        self.old, self.new = old, new
        self.pairs: dict[Key, Pair] = {}
        self.left_out = False

    def compare(
        self, old: Schema, new: Schema, traits: frozenset[str] = frozenset()
    ) -> tuple[list[Difference], Key | None]:
        """Compare a value: how it differs itself, and the pair that has what lies inside it, if anything can."""
        waiting: list[Key] = []
        found, key = self._value(old, new, traits, waiting)
        while waiting:
            pair = self.pairs[waiting.pop()]
            if pair.old.items is not None and pair.new.items is not None:
                self._step(pair, ITEMS, pair.old.items, pair.new.items, frozenset(), waiting)
            self._additional(pair, waiting)
            self._fields(pair, waiting)
        return found, key

    def _value(
        self, old: Schema, new: Schema, traits: frozenset[str], waiting: list[Key]
    ) -> tuple[list[Difference], Key | None]:
        before, after = holders(self.old, old), holders(self.new, new)
        found = list(compare_value(before, after, traits))
        if type_of(before) != type_of(after):
            return found, None
        return found, self._pair(before, after, waiting)

    def _pair(self, before: Holders, after: Holders, waiting: list[Key]) -> Key | None:
        old, new = target(before, self.old), target(after, self.new)
        if not (_holds(old) or _holds(new)):
            return None
        key = id(old), id(new)
        if key not in self.pairs:
            if len(self.pairs) >= MOST_PAIRS:
                self.left_out = True
                return None
            self.pairs[key] = Pair(old, new)
            waiting.append(key)
        return key

    def _step(
        self, pair: Pair, step: str, old: Schema, new: Schema, traits: frozenset[str], waiting: list[Key]
    ) -> None:
        found, key = self._value(old, new, traits, waiting)
        pair.differences += [replace(one, tail=(step, *one.tail)) for one in found]
        if key is not None:
            pair.inside.append((step, key))

    def _fields(self, pair: Pair, waiting: list[Key]) -> None:
        """Compare the fields of an object; those that only one version has are looked at for renames."""
        old = {name: (schema, required) for name, schema, required in fields(self.old, pair.old)}
        new = {name: (schema, required) for name, schema, required in fields(self.new, pair.new)}
        if not old and not new:
            return
        gone = [_presence(self.old, pair, "field-removed", name, *old[name]) for name in old if name not in new]
        come = [_presence(self.new, pair, "field-added", name, *new[name]) for name in new if name not in old]
        if gone and come:
            before, after = ({name: one[0] for name, one in side.items()} for side in (old, new))
            gone, come = with_renames(gone, come, before, after)
        pair.differences += (*gone, *come)
        for name, (schema, required) in old.items():
            if name not in new:
                continue
            other, required_now = new[name]
            traits = frozenset({"required"} if required_now else ())
            if required != required_now:
                pair.differences.append(_necessity(pair, name, schema, other, required_now))
            self._step(pair, name, schema, other, traits, waiting)

    def _additional(self, pair: Pair, waiting: list[Key]) -> None:
        """Compare what an object says of fields that it does not name; an absent word means that any may be there."""
        old, new = pair.old.additional_properties, pair.new.additional_properties
        if isinstance(old, Schema) and isinstance(new, Schema):
            self._step(pair, ADDITIONAL, old, new, frozenset(), waiting)
            return
        before, after = (not isinstance(value, Schema) and value is not False for value in (old, new))
        if (before and after) or (old is False and new is False):
            return
        traits = frozenset({"closed"} if new is False else {"opened"} if after else ())
        shown = [("values" if isinstance(one, Schema) else one is not False) for one in (old, new)]
        found = elsewhere("other-fields-changed", ADDITIONAL, (), pair.new.at / ADDITIONAL, *traits)
        old_at = pair.old.at / ADDITIONAL
        pair.differences.append(replace(found, old=shown[0], new=shown[1], old_at=old_at))


def _holds(schema: Schema) -> bool:
    more = schema.additional_properties
    return bool(schema.properties) or schema.items is not None or bool(schema.all_of) or more is not None


def _presence(connector: Connector, pair: Pair, kind: str, name: str, schema: Schema, required: bool) -> Difference:
    """A field that only one version has."""
    traits = [word for word, holds in (("required", required), ("internal", is_hidden(connector, schema))) if holds]
    if written(holders(connector, schema), "default")[0] is not ABSENT:
        traits.append("default")
    removed = kind == "field-removed"
    found = present(kind, name, (name,), traits, schema.at, pair.new.at, removed=removed)
    return found if removed else replace(found, old_at=pair.old.at)


def _necessity(pair: Pair, name: str, old: Schema, new: Schema, required: bool) -> Difference:
    kind = "field-required" if required else "field-optional"
    return Difference(kind, name, (name,), frozenset(), not required, required, old.at, new.at, new.at)


def reaching(pairs: SchemaPairs) -> set[Key]:
    """The pairs in or below which something differs."""
    above: dict[Key, list[Key]] = {}
    for key, pair in pairs.pairs.items():
        for _, inner in pair.inside:
            above.setdefault(inner, []).append(key)
    waiting = [key for key, pair in pairs.pairs.items() if pair.differences]
    found: set[Key] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += above.get(key, ())
    return found


def ways(pairs: SchemaPairs, start: Key, wanted: set[Key], most: int) -> Iterator[tuple[tuple[str, ...], Pair]]:
    """Yield every pair that differs inside a pair, with the way to it, each at most ``most`` times and in no circle."""
    if start not in wanted:
        return
    times: dict[Key, int] = {}
    on_way: set[Key] = set()
    trail: list[tuple[Key, tuple[str, ...], Iterator[tuple[str, Key]]]] = []

    def enter(key: Key, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Pair]]:
        times[key] = times.get(key, 0) + 1
        on_way.add(key)
        trail.append((key, way, iter(pairs.pairs[key].inside)))
        if pairs.pairs[key].differences:
            yield way, pairs.pairs[key]

    yield from enter(start, ())
    while trail:
        key, way, rest = trail[-1]
        step = next(rest, None)
        if step is None:
            trail.pop()
            on_way.discard(key)
        elif step[1] in wanted and step[1] not in on_way and times.get(step[1], 0) < most:
            yield from enter(step[1], (*way, step[0]))
