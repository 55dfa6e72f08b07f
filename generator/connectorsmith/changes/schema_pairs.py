"""Schemas of two versions compared side by side, each pair of objects or arrays once, however often it is referred to.

References and ``allOf`` are looked through, so that the name of a definition does not count. A list without ``items``
and an object without ``additionalProperties`` are compared as if an empty schema were written there, which allows the
same. A pair that lies inside itself is a circle of the graph, at which the walks over it end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.fields import fields, inherits_too_much
from connectorsmith.analysis.hidden import is_hidden
from connectorsmith.changes.attributes import compare_value
from connectorsmith.changes.effective import Holders, holders, target, type_of, words_of, written
from connectorsmith.changes.fact import Difference, elsewhere, present
from connectorsmith.changes.renames import with_renames
from connectorsmith.model import ABSENT, Connector, Schema

MOST_PAIRS: Final = 100_000
"""Pairs that are compared; two versions of the largest published connector make about 4,000."""
ITEMS: Final = "items"
ADDITIONAL: Final = "additionalProperties"
Key = tuple[int, int]


class Pair(Struct):
    """An object or array in both versions: what differs right in it, and the pairs inside it.

    Each of those has the step to it, whether it may be left out, and whether makers do not see it.
    """

    old: Schema
    new: Schema
    differences: list[Difference] = field(default_factory=list)
    inside: list[tuple[str, Key, bool, bool]] = field(default_factory=list)


class SchemaPairs:
    """Every pair of objects and arrays that was compared, by the identity of both schemas.

    ``ids`` has the new id of each operation that was renamed.
    """

    def __init__(self, old: Connector, new: Connector, ids: Mapping[str, str]) -> None:
        self.old, self.new, self._ids = old, new, ids
        self.pairs: dict[Key, Pair] = {}
        self.left_out = False
        self.unfollowed: dict[int, Schema] = {}

    def compare(
        self, old: Schema, new: Schema, traits: frozenset[str] = frozenset()
    ) -> tuple[list[Difference], Key | None]:
        """Compare a value: how it differs itself, and the pair that has what lies inside it, if anything can."""
        waiting: list[Key] = []
        found, key = self._value(old, new, traits, waiting)
        while waiting:
            pair = self.pairs[waiting.pop()]
            self._items(pair, traits & {"parameter"}, waiting)
            self._additional(pair, waiting)
            self._fields(pair, waiting)
        return found, key

    def _value(
        self, old: Schema, new: Schema, traits: frozenset[str], waiting: list[Key]
    ) -> tuple[list[Difference], Key | None]:
        before, after = holders(self.old, old), holders(self.new, new)
        found = list(compare_value(before, after, traits, self._ids))
        if type_of(before) != type_of(after):
            return found, None
        return found, self._pair(before, after, waiting)

    def _pair(self, before: Holders, after: Holders, waiting: list[Key]) -> Key | None:
        old, new = target(before, self.old), target(after, self.new)
        if not (_holds(old) or _holds(new)):
            return None
        key = id(old), id(new)
        if key not in self.pairs:
            for connector, schema in ((self.old, old), (self.new, new)):
                if inherits_too_much(connector, schema):
                    self.unfollowed[id(schema)] = schema
            if len(self.pairs) >= MOST_PAIRS:
                self.left_out = True
                return None
            self.pairs[key] = Pair(old, new)
            waiting.append(key)
        return key

    def _step(
        self,
        pair: Pair,
        step: str,
        old: Schema,
        new: Schema,
        traits: frozenset[str],
        waiting: list[Key],
        *,
        optional: bool = False,
    ) -> None:
        found, key = self._value(old, new, traits, waiting)
        pair.differences += [replace(one, tail=(step, *one.tail)) for one in found]
        if key is not None:
            hidden = is_hidden(self.old, old) or is_hidden(self.new, new)
            pair.inside.append((step, key, optional, hidden))

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
                hidden = is_hidden(self.old, schema) or is_hidden(self.new, other)
                pair.differences.append(_necessity(name, schema, other, required_now, hidden))
            self._step(pair, name, schema, other, traits, waiting, optional=not (required and required_now))

    def _items(self, pair: Pair, traits: frozenset[str], waiting: list[Key]) -> None:
        """Compare the items of a list; a list without ``items`` may hold anything, as one with ``items: {}`` may."""
        old, new = (words_of(*side, "items") for side in self._sides(pair))
        if old is not None or new is not None:
            places = pair.old.at / ITEMS, pair.new.at / ITEMS
            self._step(pair, ITEMS, old or Schema(at=places[0]), new or Schema(at=places[1]), traits, waiting)

    def _additional(self, pair: Pair, waiting: list[Key]) -> None:
        """Compare what an object says of fields that it does not name; an absent word means that any may be there."""
        old, new = (words_of(*side, "additional_properties") for side in self._sides(pair))
        places = pair.old.at / ADDITIONAL, pair.new.at / ADDITIONAL
        if old is not False and new is not False:
            if isinstance(old, Schema) or isinstance(new, Schema):
                before, after = (
                    one if isinstance(one, Schema) else Schema(at=at)
                    for one, at in zip((old, new), places, strict=True)
                )
                self._step(pair, ADDITIONAL, before, after, frozenset(), waiting)
            return
        if old is new:
            return
        traits = {"closed" if new is False else "opened"}
        traits |= {"described" for one in (old, new) if isinstance(one, Schema) and one != Schema()}
        shown = [("values" if isinstance(one, Schema) else one is not False) for one in (old, new)]
        found = elsewhere("other-fields-changed", ADDITIONAL, (), places[1], *traits)
        pair.differences.append(replace(found, old=shown[0], new=shown[1], old_at=places[0]))

    def _sides(self, pair: Pair) -> tuple[tuple[Connector, Schema], tuple[Connector, Schema]]:
        return (self.old, pair.old), (self.new, pair.new)


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


def _necessity(name: str, old: Schema, new: Schema, required: bool, hidden: bool) -> Difference:
    kind = "field-required" if required else "field-optional"
    traits = frozenset({"internal"} if hidden else ())
    return Difference(kind, name, (name,), traits, not required, required, old.at, new.at, new.at)
