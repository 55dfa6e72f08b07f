"""The parts of a spec without known faults, which are checked further in the same run.

A part is a key at the root of a spec, or an entry of it where the key holds entries, such as one action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Span
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.schema import language
from connectorsmith.source.document import Document, Place

Part = tuple[str | int, ...]
ENTRIES: Final = frozenset({
    "actions", "triggers", "internal", "definitions", "parameters", "responses", "errors", "recipes", "policies",
    "throttling", "paths", "shared", "connectionParameters", "securityDefinitions", "environments",
})  # fmt: skip
"""The keys at the root whose entries are parts of their own."""
SPREAD: Final = frozenset({"raw", "empty", "absent", "lint", "script"})
"""The keys at the root that say something about parts elsewhere, so that nothing is sure beside a fault in them."""
_OF_NAMES: Final = ENTRIES | {"properties", "responses", "headers", "scopes", "with"}
"""Keys that hold names, each with its value."""
_SECTIONS: Final = frozenset({"actions", "triggers", "internal"})
_CALL: Final = "call"
_WORD: Final = re.compile(r"[^\W_][\w.-]*")
_KEY: Final = re.compile(r"([\w.-]{1,200})[\"']?[ \t]*:")


class SoundParts(Struct, frozen=True):
    """A spec without what is at fault in it.

    ``kept`` has the old index of each item of a list that lost some, by the place of the list. ``touched`` are the
    parts in which something was taken out, ``unsure`` those that mention one of them, directly or through others.
    ``lost`` are the keys that were taken out, and those that a misspelt one may have been; ``None`` for any key.
    ``gone`` are those of them that were at the root, with names that are not known.
    """

    document: Document
    kept: Mapping[Part, Sequence[int]]
    touched: Set[Part]
    unsure: Set[Part]
    lost: Set[str] | None
    gone: Set[str]

    @property
    def value(self) -> dict[str, Any]:
        """The value of the remaining spec."""
        value: dict[str, Any] = self.document.value
        return value

    def original(self, keys: Part) -> Part:
        """Where the keys lead in the whole spec."""
        found: Part = ()
        for key in keys:
            old = self.kept.get(found) if isinstance(key, int) else None
            found = (*found, old[int(key)] if old is not None and int(key) < len(old) else key)
        return found


def part_of(keys: Part) -> Part:
    """The part that a place belongs to; empty for the root."""
    return keys[: 2 if keys and keys[0] in ENTRIES else 1]


def keys_in(text: str) -> set[str]:
    """Possible names of parts in a text that is not valid YAML: its keys, without those of the language."""
    return {*_KEY.findall(text)} - _words()


def sound_parts(document: Document, faulty: Set[Part], names: Set[str] | None) -> SoundParts:
    """Take what is at fault out of a spec; ``names`` are those in files without a value, if there is such a file.

    A call at fault is replaced, as no operation can be without one.
    """
    left = document.copied()
    kept: dict[Part, list[int]] = {}
    lost: set[str] | None = set() if names is None else None
    gone: set[str] = set()
    for path in sorted(faulty, key=_order, reverse=True):
        keys = _lost_with(path, document.value)
        lost = None if lost is None else lost | keys
        gone |= keys if len(path) == 1 else set()
        _take_out(path, left, kept)
    touched = {part_of(path) for path in faulty}
    called = {*(names or ())} | {word for part in touched for word in _names_of(part, document.value)}
    return SoundParts(left, kept, touched, _that_mention(left.value, called), lost, gone)


def written(keys: Part, value: Any) -> Part:
    """The longest part of a path that is written in a value."""
    for depth, key in enumerate(keys):
        if not (key in value if isinstance(value, dict) else isinstance(value, list) and key in range(len(value))):
            return keys[:depth]
        value = value[key]
    return keys


def path_at(span: Span, document: Document) -> Part:
    """The key that a place in a file belongs to: the deepest one of the last that begin before it."""
    path: Part = ()
    value: Any = document.value
    while value and isinstance(value, (dict, list)):
        before: list[tuple[Place, Any]] = [
            (at, key)
            for key, at in document.places.get(id(value), {}).items()
            if at[:2] <= (span.line, span.column) and (path or document.files.get(key, document.file) == span.file)
        ]
        if not before:
            break
        key = max(before, key=lambda one: one[0])[1]
        path, value = (*path, key), value[key]
    return path


def _order(path: Part) -> tuple[tuple[bool, int, str], ...]:
    return tuple((isinstance(key, int), key if isinstance(key, int) else 0, str(key)) for key in path)


def _take_out(path: Part, document: Document, kept: dict[Part, list[int]]) -> None:
    *above, last = path
    holder = document.value
    for key in above:
        holder = holder[key]
    item = holder[last]
    if len(path) == 3 and last == _CALL and path[0] in _SECTIONS:
        holder[last] = _instead(path)
    elif len(path) == 2 and path[0] in _SECTIONS and isinstance(item, dict) and _CALL not in item:
        item[_CALL] = _instead(path)
    else:
        if isinstance(holder, list):
            del kept.setdefault(tuple(above), [*range(len(holder))])[int(last)]
        places = document.places.get(id(holder), {})
        rest = [(key, at) for key, at in places.items() if key != last]
        document.places[id(holder)] = dict(rest if isinstance(holder, dict) else _renumbered(rest))
        del holder[last]


def _renumbered(places: Iterable[tuple[str | int, Place]]) -> Iterator[tuple[str | int, Place]]:
    return ((index, at) for index, (_, at) in enumerate(places))


def _instead(path: Part) -> str:
    """A call that no operation has."""
    return f"GET /at-fault/{_CALL}/{len(str(path[1]))}/{path[1]}"


def _lost_with(path: Part, value: Any) -> set[str]:
    """The keys that go with a place, and if its own is not one of the language, those that it may have been."""
    siblings: Iterable[str] = ()
    for key in path:
        siblings, value = value if isinstance(value, dict) else (), value[key]
    found = {*_keys(value), *([_CALL] if path[0] in _SECTIONS and len(path) == 2 else [])}
    named = next((str(key) for key in reversed(path) if not isinstance(key, int)), "")
    if len(path) > 1 and path[-2] in _OF_NAMES:
        return {*found, named, str(path[-2])}
    if isinstance(path[-1], int) or named in _words():
        return {*found, named}
    known = {*siblings} & _words()
    possible = _keys_beside(known) - known
    likely = suggest(named, sorted(possible))
    return {*found, named, *([likely] if likely else possible)}


def _keys_beside(keys: Set[str]) -> set[str]:
    """The keys of the language that a mapping with these may have."""
    return {key for one in _forms() if keys <= one.keys() for key in one}


def _that_mention(value: Mapping[str, Any], names: Set[str]) -> set[Part]:
    """The parts that mention one of the names, whose own names are added, until nothing is added any more."""
    mentions: dict[str, list[Part]] = {}
    for part, item in _parts(value):
        for word in {word for text in (*_texts(item), *(_keys(item) - _words())) for word in _words_of(text)}:
            mentions.setdefault(word, []).append(part)
    found: set[Part] = set()
    names, waiting = {*names}, [*names]
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


def _keys(value: Any) -> set[str]:
    """The keys in a value, at every depth."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            waiting += one.values() if isinstance(one, dict) else one
            found.update(one if isinstance(one, dict) else ())
    return found


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


@cache
def _words() -> frozenset[str]:
    """Every key of the language."""
    return frozenset(key for one in _forms() for key in one)


@cache
def _forms() -> tuple[dict[str, Any], ...]:
    """The keys of each kind of mapping in the language, with their schemas."""
    found: list[dict[str, Any]] = []
    waiting: list[Any] = [language()]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("properties"), dict):
                found.append(one["properties"])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return tuple(found)
