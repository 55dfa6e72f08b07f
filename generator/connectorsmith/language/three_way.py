"""Merge two edited versions of a JSON value into one: each edit is kept, and places that both have edited are clashes.

Objects are merged key by key. Lists of objects are merged by what names their items, lists of scalars as sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from connectorsmith.model.values import ABSENT, Json, Keys, same

_WHOLE_LISTS: Final = ("consumes", "produces", "schemes", "security")
"""Lists in which the order or the choice counts as a whole."""
_WHOLE_VALUES: Final = ("default", "example", "examples", "x-ms-examples")
"""Keys whose values belong to an author's data."""
_NAMES: Final = ("operationId", "templateId", "title", "in", "name", "$ref", "propertyName")
"""Keys that tell the objects of a list apart."""


class Clash(Struct, frozen=True):
    """A place that both sides have edited in different ways: what the author has, what the API has. The author's stays.

    Either may be absent: the side has removed what the other one edited. ``gone`` is what could not stay all the same.
    """

    keys: Keys
    ours: Json
    theirs: Json
    gone: bool = False


class Merge:
    """Merges values; ``clashes`` are those met so far."""

    def __init__(self) -> None:
        self.clashes: list[Clash] = []

    def merged(self, base: Json, ours: Json, theirs: Json, keys: Keys = ()) -> Json:
        """The value with the edits of both sides; any of the three may be absent."""
        if _equal(base, theirs) or _equal(ours, theirs):
            return ours
        if _equal(base, ours):
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict) and not _apart(base, ours, theirs, keys):
            return self._object(base if isinstance(base, dict) else {}, ours, theirs, keys)
        if isinstance(ours, list) and isinstance(theirs, list) and not _is_whole(keys):
            found = self._list(base if isinstance(base, list) else [], ours, theirs, keys)
            if found is not None:
                return found
        self.clashes.append(Clash(keys, ours, theirs))
        return ours

    def _object(
        self, base: dict[str, Json], ours: dict[str, Json], theirs: dict[str, Json], keys: Keys
    ) -> dict[str, Json]:
        made = {}
        for key in _in_order(base, ours, theirs):
            one, other = ours.get(key, ABSENT), theirs.get(key, ABSENT)
            value = self.merged(base.get(key, ABSENT), one, other, (*keys, key))
            if value is not ABSENT:
                made[key] = value
        return made

    def _list(self, base: list[Json], ours: list[Json], theirs: list[Json], keys: Keys) -> list[Json] | None:
        """The list with the items that both sides added, without those that one removed; ``None`` without names."""
        named = [_by_name(side) for side in (base, ours, theirs)]
        if any(side is None for side in named):
            return None
        first, second, third = (side or {} for side in named)
        return list(self._object(first, second, third, keys).values())


def _equal(one: Json, other: Json) -> bool:
    return one is other if one is ABSENT or other is ABSENT else same(one, other)


def _is_whole(keys: Keys) -> bool:
    return keys[-1:] != () and keys[-1] in _WHOLE_LISTS and keys[-2:-1] != ("properties",)


def _apart(base: Json, ours: dict[str, Json], theirs: dict[str, Json], keys: Keys) -> bool:
    """Whether two objects are only merged as wholes: a reference and a schema, or values that belong together."""
    if keys[-1:] != () and keys[-1] in _WHOLE_VALUES and keys[-2:-1] != ("properties",):
        return True
    return ("$ref" in ours) != ("$ref" in theirs) and isinstance(base, dict)


def _in_order(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> Sequence[str]:
    """The keys of all sides: in the order of the author, unless only the API has changed the order."""
    known, in_ours, in_theirs = set(base), set(ours), set(theirs)
    old = [key for key in base if key in in_ours and key in in_theirs]
    mine = [key for key in ours if key in in_theirs and key in known]
    first, second = (theirs, ours) if mine == old else (ours, theirs)
    return list(dict.fromkeys([*first, *second]))


def _by_name(items: list[Json]) -> dict[str, Json] | None:
    """The items of a list by what names them; ``None`` if some lack a name or share one."""
    found = {_name(item): item for item in items}
    return None if "" in found or len(found) < len(items) else found


def _name(item: Json) -> str:
    if isinstance(item, dict):
        if item.get("in") == "body":
            return "body"
        return " ".join(str(item[key]) for key in _NAMES if key in item)
    return "" if isinstance(item, list) else f"{type(item).__name__} {item}"
