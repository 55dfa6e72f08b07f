"""Differences in the definition of one value: type, format, choices, default, limits, texts, extensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.analysis.hidden import INTERNAL
from connectorsmith.changes.choices import MOST_SINGLE, NAMES, Choices, choices, missing, renamed, without
from connectorsmith.changes.choices import key as choice_key
from connectorsmith.changes.effective import CONTAINERS, Holders, allowed, extras, type_of, written
from connectorsmith.changes.fact import Difference, Renamed
from connectorsmith.changes.operations import PREFIX
from connectorsmith.changes.value_limits import LIMITS, limit_kind
from connectorsmith.model import ABSENT, Json, Schema, same
from connectorsmith.model.values import Absent

_TEXTS: Final = {"title": "label", "summary": "label", "description": "description"}
_LOOKUPS: Final = (
    ("dynamic-choices", ("dynamic_values", "dynamic_list")),
    ("dynamic-schema", ("dynamic_schema", "dynamic_properties")),
)
_PLAIN: Final = attrgetter("type", "format", "visibility", "notification_url", *_TEXTS)
_JSON: Final = attrgetter("default", "dynamic_values", "dynamic_list", "dynamic_schema", "dynamic_properties")
_BINARY: Final = frozenset({"byte", "binary"})
_WIDER: Final = {("integer", "number")}
_KEYS: Final = {
    "collectionFormat": "collection-format-changed",
    "example": "example-changed",
    "x-example": "example-changed",
    "readOnly": "read-only-changed",
    "x-ms-enum-values": "choice-names-changed",
    "x-ms-enum": "choice-names-changed",
    "x-ms-name-for-model": "model-text-changed",
    "x-ms-description-for-model": "model-text-changed",
}
_SHAPES: Final = frozenset({"type", "items", "anyOf", "oneOf", "not", "patternProperties"})
"""Keys that limit a value where connectors may not have them, or not in this form."""
_OPERATION: Final = "operationId"
_VALUE_KEYS: Final = frozenset({"value-path", "itemValuePath"})
"""The keys of a lookup that name the value which is stored in a flow."""
DEPRECATED: Final = "deprecated"
_DEFAULTS: Final[dict[str, Json]] = {
    "collectionFormat": "csv",
    **dict.fromkeys(
        ("readOnly", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "allowEmptyValue", DEPRECATED), False
    ),
}
"""The values of absent keys, https://spec.openapis.org/oas/v2.0#parameter-object."""


def compare_value(old: Holders, new: Holders, traits: frozenset[str], ids: Mapping[str, str]) -> Iterator[Difference]:
    """Yield how a value differs, without what lies inside it.

    ``traits`` are the circumstances of the place, ``ids`` the new ids of operations that were renamed.
    """
    if len(old) == len(new) and all(map(_says_the_same, old, new)):
        return
    internal = {"internal"} if written(new, "visibility")[0] == INTERNAL else set()
    pair = _Pair(old, new, traits | internal)
    yield from _type(pair)
    yield from _format(pair)
    yield from _enum(pair)
    yield from _default(pair)
    yield from _visibility(pair)
    yield from _lookups(pair, ids)
    for attribute, kind in _TEXTS.items():
        yield from pair.changed(f"{kind}-changed", attribute)
    yield from _callback(pair)
    yield from _extras(pair)


def _says_the_same(old: Schema, new: Schema) -> bool:
    """Tell quickly whether both say nothing different; most values do not."""
    if _PLAIN(old) != _PLAIN(new) or _kind(old) != _kind(new):
        return False
    if not same([*_JSON(old)], [*_JSON(new)]) or not same(_listed(old.enum), _listed(new.enum)):
        return False
    return (not old.extra and not new.extra) or same(dict(old.extra), dict(new.extra))


def _kind(schema: Schema) -> tuple[bool, bool]:
    """Whether a schema has fields, and whether it has items, which show the type where it is not written."""
    return schema.properties is None, schema.items is None


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class _Pair:
    """A value in both versions, and the circumstances of its place."""

    def __init__(self, old: Holders, new: Holders, traits: frozenset[str]) -> None:
        self.old, self.new, self.traits = old, new, traits

    @cached_property
    def choices(self) -> tuple[Choices, Choices]:
        """The values to choose from; none where the value is not limited to a list."""
        sides = ((_listed(allowed(side)[0]), extras(side)) for side in (self.old, self.new))
        old, new = (
            choices([] if values is ABSENT else values, {key: value for key, (value, _) in found.items()})
            for values, found in sides
        )
        return old, new

    def difference(
        self,
        kind: str,
        attribute: str,
        old: tuple[Json | Absent, Schema | None],
        new: tuple[Json | Absent, Schema | None],
        *traits: str,
        name: str = "",
    ) -> Difference:
        """A difference of an attribute, with the place of its key in both versions."""
        key = attribute.replace("_", "-")
        word = key.removeprefix(PREFIX)
        old_at = (old[1] or self.old[-1]).at / word
        new_at = (new[1] or self.new[-1]).at / word
        every = frozenset({*self.traits, *traits})
        return Difference(kind, name or key, (), every, _listed(old[0]), _listed(new[0]), old_at, new_at, new_at)

    def changed(self, kind: str, attribute: str, *traits: str) -> Iterator[Difference]:
        """A difference if the attribute has other values."""
        old, new = written(self.old, attribute), written(self.new, attribute)
        if not same(_listed(old[0]), _listed(new[0])):
            yield self.difference(kind, attribute, old, new, *traits)


def _type(pair: _Pair) -> Iterator[Difference]:
    old, new = type_of(pair.old), type_of(pair.new)
    if old == new:
        return
    shape = old in CONTAINERS or new in CONTAINERS
    wider = (old, new) in _WIDER or (new is None and not shape)
    traits = ["wider"] * wider + ["typed"] * (old is None)
    places = written(pair.old, "type")[1], written(pair.new, "type")[1]
    yield pair.difference(
        "type-changed",
        "type",
        (ABSENT if old is None else old, places[0]),
        (ABSENT if new is None else new, places[1]),
        *traits,
    )


def _format(pair: _Pair) -> Iterator[Difference]:
    formats = {written(pair.old, "format")[0], written(pair.new, "format")[0]}
    yield from pair.changed("format-changed", "format", *(["binary"] if formats & _BINARY else []))


def _enum(pair: _Pair) -> Iterator[Difference]:
    old, new = allowed(pair.old), allowed(pair.new)
    before, after = _listed(old[0]), _listed(new[0])
    if before is ABSENT and after is ABSENT:
        return
    if before is ABSENT or after is ABSENT:
        yield pair.difference("choices-limited" if before is ABSENT else "choices-opened", "enum", old, new)
        return
    known = pair.choices
    gone, come = missing(*known), missing(*reversed(known))
    both = renamed(*known)
    yield from _presence(pair, "choice-removed", gone, both)
    yield from _presence(pair, "choice-added", come, {other: (one, why) for one, (other, why) in both.items()})
    if not gone and not come and not same(before, after):
        yield pair.difference("choices-reordered", "enum", old, new)


def _presence(pair: _Pair, kind: str, keys: list[str], others: Mapping[str, tuple[str, str]]) -> Iterator[Difference]:
    """The values that only one version has: one by one, or all at once if there are many."""
    removed = kind == "choice-removed"
    side, other_side = pair.choices if removed else tuple(reversed(pair.choices))
    places = allowed(pair.old)[1], allowed(pair.new)[1]

    def difference(value: Json, name: str, *traits: str) -> Difference:
        old, new = (value, ABSENT) if removed else (ABSENT, value)
        return pair.difference(kind, "enum", (old, places[0]), (new, places[1]), *traits, name=name)

    written_in = places[0] if removed else places[1]
    listed = () if written_in is None else written_in.enum or ()
    positions = {choice_key(value): index for index, value in reversed([*enumerate(listed)])}

    if len(keys) > MOST_SINGLE:
        yield difference([side.values[one] for one in keys], f"{len(keys):,} values", "many")
        return
    for one in keys:
        found = difference(side.values[one], str(side.values[one]))
        if one in others:
            other, evidence = others[one]
            found = replace(found, renamed=Renamed(str(other_side.values[other]), (evidence,)))
        yield _at_item(found, positions[one], removed=removed)


def _at_item(found: Difference, index: int, *, removed: bool) -> Difference:
    """A difference of a list, placed at the item that only one version has."""
    if removed:
        return replace(found, old_at=found.old_at and found.old_at / index)
    at = found.new_at and found.new_at / index
    return replace(found, new_at=at, near=at)


def _default(pair: _Pair) -> Iterator[Difference]:
    old, new = written(pair.old, "default"), written(pair.new, "default")
    if same(old[0], new[0]):
        return
    word = "added" if old[0] is ABSENT else "removed" if new[0] is ABSENT else "changed"
    yield pair.difference(f"default-{word}", "default", old, new)


def _visibility(pair: _Pair) -> Iterator[Difference]:
    old, new = written(pair.old, "visibility"), written(pair.new, "visibility")
    before, after = visibility(old[0]), visibility(new[0])
    if before != after:
        word = "hidden" if after == INTERNAL else "shown" if before == INTERNAL else "visibility-changed"
        yield pair.difference(f"value-{word}", "visibility", (before, old[1]), (after, new[1]))


def visibility(value: Json | Absent) -> Json:
    """A visibility, with the word for an absent one."""
    return "none" if value is ABSENT or value is None else value


def _lookups(pair: _Pair, ids: Mapping[str, str]) -> Iterator[Difference]:
    """Lists of choices and schemas that another operation provides, each in both forms of the extension at once."""
    for kind, (first, second) in _LOOKUPS:
        old, new = (
            [(_mapping(written(side, name)[0]), written(side, name)[1]) for name in (first, second)]
            for side in (pair.old, pair.new)
        )
        before, after = ({**old[0][0], **old[1][0]}, {**new[0][0], **new[1][0]})
        if same([_with_new_id(one, ids) for one, _ in old], [one for one, _ in new]):
            continue
        word = "added" if not before else "removed" if not after else "changed"
        traits = ["value-path"] if _value_paths(before) != _value_paths(after) and before and after else []
        places = old[0][1] or old[1][1], new[0][1] or new[1][1]
        attribute = first if (old[0][1] or new[0][1]) else second
        yield pair.difference(
            f"{kind}-{word}", attribute, (before or ABSENT, places[0]), (after or ABSENT, places[1]), *traits
        )


def _mapping(value: Json | Absent) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}


def _with_new_id(lookup: dict[str, Json], ids: Mapping[str, str]) -> dict[str, Json]:
    """A lookup with the id that its operation has in the new version."""
    name = lookup.get(_OPERATION)
    return {**lookup, _OPERATION: ids[name]} if isinstance(name, str) and name in ids else lookup


def _value_paths(lookup: Mapping[str, Json]) -> set[str]:
    return {str(lookup[key]) for key in _VALUE_KEYS & lookup.keys()}


def _callback(pair: _Pair) -> Iterator[Difference]:
    old, new = written(pair.old, "notification_url"), written(pair.new, "notification_url")
    if (old[0] is True) != (new[0] is True):
        word = "removed" if old[0] is True else "added"
        yield pair.difference(f"callback-{word}", "notification-url", old, new)


def _extras(pair: _Pair) -> Iterator[Difference]:
    """Keys that the model keeps as they are: limits of the value, and extensions."""
    old, new = extras(pair.old), extras(pair.new)
    for key in dict.fromkeys((*old, *new)):
        nothing = _DEFAULTS.get(key, ABSENT)
        before, after = old.get(key, (nothing, None)), new.get(key, (nothing, None))
        if key == "type" and type_of(pair.old) != type_of(pair.new):
            continue  # a list of types is compared as a type
        if same(before[0], after[0]) or (key in NAMES and _name_the_same(pair, before[0], after[0])):
            continue
        if key == DEPRECATED:
            kind = "value-deprecated" if after[0] is True else "value-restored"
        elif key in LIMITS:
            kind = limit_kind(key, before[0], after[0])
        else:
            kind = _KEYS.get(key) or ("extension-changed" if key.startswith("x-") else "keyword-changed")
        traits = ["set"] if key == "readOnly" and after[0] is True else ["shapes"] if key in _SHAPES else []
        yield pair.difference(kind, key, before, after, *traits)


def _name_the_same(pair: _Pair, old: Json | Absent, new: Json | Absent) -> bool:
    """Whether the names of values differ only for values that only one version has, which are reported separately."""
    if allowed(pair.old)[0] is ABSENT or allowed(pair.new)[0] is ABSENT:
        return False
    changed = {*missing(*pair.choices), *missing(*reversed(pair.choices))}
    return bool(changed) and same(without(old, changed), without(new, changed))
