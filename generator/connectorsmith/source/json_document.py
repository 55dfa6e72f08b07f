"""A JSON file as a document: its places are only looked for when somebody asks, and are found by the spec's words.

Only the objects and lists on the way are looked at; all of them at once where the text is not strict JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import truediv
from typing import Any

from connectorsmith.diagnostics import Pointer, Span
from connectorsmith.source.document import Document
from connectorsmith.source.json_members import NotStrict, first_value, members
from connectorsmith.source.lines import Lines
from connectorsmith.source.locate_json import locate_json
from connectorsmith.source.package_words import translate


@dataclass(slots=True)
class _Step:
    """A container or value on the way a pointer leads: its key, and the offset and length it is written at."""

    key: str | int
    value: Any
    offset: int | None = None
    length: int = 1


@dataclass(slots=True)
class _Way:
    """The steps to a pointer's place, or to the nearest one above it that is written; ``whole`` tells which.

    ``written`` are the keys of the steps; it is the pointer itself where it has them already.
    """

    pointer: Pointer
    steps: list[_Step]
    written: Pointer
    whole: bool = True


@dataclass(slots=True)
class JsonDocument(Document):
    """The value of one JSON file. ``offsets`` has where the members of objects and lists stand, as far as needed.

    ``starts`` are the offsets of the objects and lists whose members have not been looked for. Both go by identity.
    """

    offsets: dict[int, dict[str | int, tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)
    starts: dict[int, int] = field(default_factory=dict, repr=False, compare=False)
    lines: Lines | None = field(default=None, repr=False, compare=False)
    ways: dict[int, _Way] = field(default_factory=dict, repr=False, compare=False)

    def span(self, pointer: Pointer) -> Span:
        """The place of a pointer's last key, or of the nearest key above it that is written.

        The keys may be those of the JSON or the words a spec has for them.
        """
        if self.value is None:
            return Span(self.file, 1, 1)
        last = self._way(pointer).steps[-1]
        if last.offset is None:
            return Span(self.file, 1, 1)
        return Span(self.file, *self._lines().place(last.offset), last.length)

    def written(self, pointer: Pointer) -> Pointer:
        """The pointer in the keys of the file; where it leads to what is missing, the one to what it is missing in."""
        if self.value is None:
            return pointer
        return self._way(pointer).written

    def _lines(self) -> Lines:
        if self.lines is None:
            self.lines = Lines(self.text)
        return self.lines

    def _way(self, pointer: Pointer) -> _Way:
        """The way to a place; those to the places it lies in are remembered, since many findings share them."""
        known = self.ways.get(id(pointer))
        if known is not None and known.pointer is pointer:
            return known
        if pointer.parent is None:
            if id(self.value) not in self.offsets:
                self.starts[id(self.value)] = first_value(self.text)
            way = _Way(pointer, [_Step(pointer.key, self.value)], pointer)
        else:
            above = self._way(pointer.parent)
            further = self._follow(above.steps, pointer.key) if above.whole else None
            written = above.written if further is None else _written(pointer, above, further)
            way = _Way(pointer, further or above.steps, written, further is not None)
        self.ways[id(pointer)] = way
        return way

    def _follow(self, way: list[_Step], key: str | int) -> list[_Step] | None:
        """The way to where a key of the last container is written, under its own name or another one."""
        for spelling in (key, f"x-ms-{key}"):
            step = self._step(way[-1], spelling)
            if step is not None:
                return [*way, step]
        for path in translate([step.key for step in way], str(key)):
            found = self._path(way, path)
            if found is not None:
                return found
        return None

    def _path(self, way: list[_Step], path: str) -> list[_Step] | None:
        for part in path.split("/"):
            if part == "..":
                way = way[:-1]
                continue
            key = part.replace("~1", "/").replace("~0", "~")
            step = self._step(way[-1], key) or self._item(way[-1], key)
            if step is None:
                return None
            way = [*way, step]
        return way

    def _step(self, last: _Step, key: str | int) -> _Step | None:
        if type(last.value) is dict and key not in last.value:
            return None
        written = self._members(last.value).get(key)
        return None if written is None else _Step(key, last.value[key], *written)

    def _members(self, value: Any) -> dict[str | int, tuple[int, int]]:
        """Where the members of an object or list stand, looked for when they are first asked for."""
        start = self.starts.pop(id(value), None) if isinstance(value, (dict, list)) else None
        if start is not None:
            try:
                found = self.offsets[id(value)] = {}
                for key, offset, length, inside in members(self.text, start):
                    found.setdefault(key, (offset, length))
                    if self.text[inside] in "{[":
                        self.starts.setdefault(id(value[key]), inside)
            except NotStrict:
                self.starts.clear()
                self.offsets = locate_json(self.text, self.value)
        return self.offsets.get(id(value), {})

    def _item(self, last: _Step, condition: str) -> _Step | None:
        """The item of a list in which a key has a value, given as ``key=value``."""
        name, _, wanted = condition.partition("=")
        for index, item in enumerate(last.value if type(last.value) is list else ()):
            if type(item) is dict and item.get(name) == wanted:
                return self._step(last, index)
        return None


def _written(pointer: Pointer, above: _Way, steps: list[_Step]) -> Pointer:
    """The pointer in the keys of the steps; what it shares with the one above it is not made again."""
    key = steps[-1].key
    if len(steps) != len(above.steps) + 1 or steps[-2] is not above.steps[-1]:
        return reduce(truediv, (step.key for step in steps[1:]), Pointer(steps[0].key))
    return pointer if key == pointer.key and above.written is pointer.parent else above.written / key
