"""The values that a parameter or field can be chosen from, in two versions: gone, new, renamed, or in another order."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from typing import Final

from msgspec import Struct

from connectorsmith.model import ABSENT, Json
from connectorsmith.model.values import Absent

NAMES: Final = ("x-ms-enum-values", "x-ms-enum")
"""The extensions that name values for makers; the second one is AutoRest's."""
MOST_SINGLE: Final = 100
"""Values that are listed one by one; if more are gone or new, they are one difference."""

Key = str


class Choices(Struct, frozen=True):
    """The values of one version, by what tells them apart."""

    values: Mapping[Key, Json]
    names: Mapping[Key, Json]


def choices(values: Sequence[Json], extensions: Mapping[str, Json]) -> Choices:
    """The values of an enum, with the names that the extensions of the value give them."""
    names: dict[Key, Json] = {}
    for extension in NAMES:
        names = _named(extensions.get(extension)) | names
    return Choices({key(value): value for value in values}, names)


def key(value: Json) -> Key:
    """A text that is the same for the same JSON value only: 1, 1.0 and true are three values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=repr)


def _named(extension: Json) -> dict[Key, Json]:
    """The names of values: ``[{value, displayName}]``, or ``{values: [{value, name}]}`` of AutoRest."""
    listed = extension.get("values") if isinstance(extension, dict) else extension
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {key(one.get("value")): one.get("displayName", one.get("name")) for one in entries}


def missing(some: Choices, others: Choices) -> list[Key]:
    """The values that only the first has."""
    return [one for one in some.values if one not in others.values]


def renamed(old: Choices, new: Choices) -> Mapping[Key, tuple[Key, str]]:
    """The new value of each old one that was probably renamed, and what speaks for it.

    Either makers see the same name for both, or each is the only one that changed and has the same place in the list.
    """
    gone, come = missing(old, new), missing(new, old)
    before, after = _by_name(gone, old), _by_name(come, new)
    found = {
        one: (after[name], f"same name {json.dumps(name, ensure_ascii=False)}")
        for name, one in before.items()
        if name in after
    }
    alone = not found and len(gone) == len(come) == 1
    if alone and [*old.values].index(gone[0]) == [*new.values].index(come[0]):
        found = {gone[0]: (come[0], "the only value that differs, at the same place in the list")}
    return found


def _by_name(keys: Sequence[Key], side: Choices) -> dict[str, Key]:
    """The values by the names that makers see, without names that several of them have."""
    found: dict[str, list[Key]] = {}
    for one in keys:
        name = side.names.get(one)
        if isinstance(name, str) and name:
            found.setdefault(name, []).append(one)
    return {name: ones[0] for name, ones in found.items() if len(ones) == 1}


def without(extension: Json | Absent, keys: Container[Key]) -> Json | Absent:
    """An extension that names values, without the names of some of them; ``ABSENT`` if no name is left."""
    listed = extension.get("values") if isinstance(extension, dict) else extension
    if not isinstance(listed, list):
        return extension
    left = [one for one in listed if not isinstance(one, dict) or key(one.get("value")) not in keys]
    if len(left) == len(listed):
        return extension
    if isinstance(extension, dict):
        return {**extension, "values": left}
    return left or ABSENT
