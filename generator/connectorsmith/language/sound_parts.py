"""The parts of a spec that no known fault concerns, so that what else is wrong in them can be reported in the same run.

A part is a key at the root of a spec, or an entry of it where the key holds entries, such as one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, Final

from msgspec import Struct

from connectorsmith.language.schema import language

Part = tuple[str | int, ...]
ENTRIES: Final = frozenset({
    "actions", "triggers", "internal", "definitions", "parameters", "responses", "errors", "recipes", "policies",
    "throttling", "paths", "shared", "connectionParameters", "securityDefinitions", "environments",
})  # fmt: skip
"""The keys at the root whose entries are parts of their own."""
SPREAD: Final = frozenset({"raw", "empty", "absent", "lint", "script"})
"""The keys at the root that say something about parts elsewhere, so that nothing is sure beside a fault in them."""
_WORD: Final = re.compile(r"[^\W_][\w.-]*")
_KEY: Final = re.compile(r"([\w.-]{1,200})[\"']?[ \t]*:")


class SoundParts(Struct, frozen=True):
    """A spec without its faulty parts; ``kept`` has the old index of each item of a list that lost some.

    ``unsure`` are the parts that mention one that was taken out, directly or through others; ``names`` are the names
    of all of these.
    """

    value: dict[str, Any]
    kept: Mapping[str, Sequence[int]]
    unsure: Set[Part]
    names: Set[str]

    def original(self, keys: Part) -> Part:
        """Where the keys lead in the whole spec."""
        if len(keys) > 1 and isinstance(keys[1], int) and keys[0] in self.kept:
            return (keys[0], self.kept[str(keys[0])][keys[1]], *keys[2:])
        return keys


def part_of(keys: Part) -> Part:
    """The part that a place belongs to; empty for the root."""
    return keys[: 2 if keys and keys[0] in ENTRIES else 1]


def keys_in(text: str) -> set[str]:
    """What may be names of parts in a text that cannot be read as YAML: its keys, without those of the language."""
    return {*_KEY.findall(text)} - _words()


def sound_parts(value: Mapping[str, Any], faulty: Set[Part], lost: Iterable[str]) -> SoundParts:
    """Take the faulty parts out of the value of a spec. ``lost`` are names that were in files without a value."""
    kept: dict[str, list[int]] = {}
    sound: dict[str, Any] = {}
    names = {*lost, *(word for part in faulty for word in _names_of(part, value))}
    for key, item in value.items():
        if (key,) in faulty:
            continue
        if key in ENTRIES and isinstance(item, dict):
            sound[key] = {name: one for name, one in item.items() if (key, name) not in faulty}
        elif key in ENTRIES and isinstance(item, list):
            kept[key] = [index for index in range(len(item)) if (key, index) not in faulty]
            sound[key] = [item[index] for index in kept[key]]
        else:
            sound[key] = item
    unsure = _that_mention(sound, names)
    return SoundParts(sound, kept, unsure, names)


def _that_mention(value: Mapping[str, Any], names: set[str]) -> set[Part]:
    """The parts that mention one of the names, whose own names are added, until nothing is added any more."""
    mentions: dict[str, list[Part]] = {}
    for part, item in _parts(value):
        for word in {word for text in _texts(item) for word in _words_of(text)}:
            mentions.setdefault(word, []).append(part)
    found: set[Part] = set()
    waiting = [*names]
    while waiting:
        for part in mentions.get(waiting.pop(), ()):
            if part not in found:
                found.add(part)
                new = [word for word in _words_of(str(part[-1])) if len(part) > 1 and word not in names]
                names.update(new)
                waiting += new
    return found


def _parts(value: Mapping[str, Any]) -> Iterator[tuple[Part, Any]]:
    for key, item in value.items():
        if key in ENTRIES and isinstance(item, dict):
            yield from (((key, name), one) for name, one in item.items())
        elif key in ENTRIES and isinstance(item, list):
            yield from (((key, index), one) for index, one in enumerate(item))
        else:
            yield (key,), item


def _names_of(part: Part, value: Mapping[str, Any]) -> Iterator[str]:
    """The names that other parts may call a faulty part by; of a key that is unknown, all keys that may be names."""
    if len(part) > 1:
        yield from _words_of(str(part[1]))
    else:
        keys = {word for key in _keys(value.get(str(part[0]))) for word in _words_of(key)}
        yield from keys - _words()


def _keys(value: Any) -> Iterator[str]:
    """The keys in a value, at every depth."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            waiting += one.values() if isinstance(one, dict) else one
            yield from one if isinstance(one, dict) else ()


def _texts(value: Any) -> Iterator[str]:
    """The texts and numbers in a value, keys left out."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            waiting += one.values() if isinstance(one, dict) else one
        elif not isinstance(one, bool) and one is not None:
            yield str(one)


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def _words() -> set[str]:
    """Every key of the language."""
    found: set[str] = set()
    waiting: list[Any] = [language()]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            properties = one.get("properties")
            found |= properties.keys() if isinstance(properties, dict) else set()
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
