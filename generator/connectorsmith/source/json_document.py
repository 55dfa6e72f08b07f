"""A JSON file as a document: its places are only looked for when somebody asks, and are found by the spec's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from connectorsmith.diagnostics import Pointer, Span
from connectorsmith.source.document import Document, Place
from connectorsmith.source.locate_json import locate_json
from connectorsmith.source.package_words import translate

_START = (1, 1, 1)


@dataclass(slots=True)
class _Step:
    """A container or value on the way a pointer leads: its key, and where that is written."""

    key: str | int
    value: Any
    place: Place = _START


@dataclass(slots=True)
class JsonDocument(Document):
    """The value of one JSON file; ``places`` is filled by the first call of ``span``."""

    def span(self, pointer: Pointer) -> Span:
        """The place of a pointer's last key, or of the nearest key above it that is written.

        The keys may be those of the JSON or the words a spec has for them.
        """
        if not self.places and self.value is not None:
            self.places = locate_json(self.text, self.value)
        way = [_Step(pointer.document, self.value)]
        for key in pointer.keys:
            further = self._follow(way, key)
            if further is None:
                break
            way = further
        return Span(self.file, *way[-1].place)

    def _follow(self, way: list[_Step], key: str | int) -> list[_Step] | None:
        """The way to where a key of the last container is written, under its own name or another one."""
        for spelling in (key, f"x-ms-{key}"):
            step = self._step(way[-1], spelling)
            if step is not None:
                return [*way, step]
        container = "/".join(_escaped(step.key) for step in way)
        for path in translate(container, str(key)):
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
        place = self.places.get(id(last.value), {}).get(key)
        return None if place is None else _Step(key, last.value[key], place)

    def _item(self, last: _Step, condition: str) -> _Step | None:
        """The item of a list in which a key has a value, given as ``key=value``."""
        name, _, wanted = condition.partition("=")
        for index, item in enumerate(last.value if type(last.value) is list else ()):
            if type(item) is dict and item.get(name) == wanted:
                return self._step(last, index)
        return None


def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
