"""The canonical order of a spec's keys: the order in which the language's JSON Schema lists them.

The schema is turned once into a graph of records and maps; a value is then walked along it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.language.schema import language, resolved

LAST: Final = ("lint", "absent", "empty", "raw")
"""Keys that close a mapping: they come after its extensions."""


class _Shape(Struct):
    """The order of a mapping's keys by the schema, and the shapes of their values."""

    ranks: dict[str, int] = field(default_factory=dict)
    unlisted: int = 0
    keys: dict[str, _Shape | None] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], _Shape | None]] = field(default_factory=list)
    other: _Shape | None = None
    items: _Shape | None = None

    def of(self, key: str) -> _Shape | None:
        """The shape of what is under a key."""
        if key in self.keys:
            return self.keys[key]
        for pattern, shape in self.patterns:
            if pattern.search(key):
                return shape
        return self.other


def ordered(value: dict[str, Any]) -> dict[str, Any]:
    """Put the keys of a spec's value into canonical order, in place, and give the same value back.

    Names that an author chooses (operations, properties, parameters) and what the language does not look into
    (defaults, examples, extensions, raw) keep their order. Every dict and list stays the same object.
    """
    _order(value, _language())
    return value


def _order(value: Any, shape: _Shape) -> None:
    if isinstance(value, dict):
        if shape.ranks:
            _sort(value, shape)
        for key, item in value.items():
            inner = shape.of(key) if isinstance(item, (dict, list)) else None
            if inner is not None:
                _order(item, inner)
    elif isinstance(value, list) and shape.items is not None:
        for item in value:
            if isinstance(item, (dict, list)):
                _order(item, shape.items)


def _sort(value: dict[str, Any], shape: _Shape) -> None:
    ranks = [shape.ranks.get(key, shape.unlisted) for key in value]
    if any(left > right for left, right in pairwise(ranks)):
        entries = sorted(zip(ranks, value.items(), strict=True), key=lambda entry: entry[0])
        value.clear()
        value.update(entry for _, entry in entries)


@cache
def _language() -> _Shape:
    return _Builder().shape(language()) or _Shape()


class _Builder:
    """Makes one shape of each schema, also where schemas refer to each other in circles."""

    def __init__(self) -> None:
        self._shapes: dict[int, _Shape] = {}

    def shape(self, schema: Any) -> _Shape | None:
        """The shape a schema describes, or ``None`` if it leaves the order of keys alone."""
        if not isinstance(schema, dict):
            return None
        schema = resolved(schema)
        if id(schema) in self._shapes:
            return self._shapes[id(schema)]
        if not schema.keys() & {"properties", "patternProperties", "additionalProperties", "items"}:
            return None
        made = self._shapes[id(schema)] = _Shape()
        self._fill(made, schema)
        return made

    def _fill(self, made: _Shape, schema: dict[str, Any]) -> None:
        listed: dict[str, Any] = schema.get("properties", {})
        patterns: dict[str, Any] = schema.get("patternProperties", {})
        made.keys = {key: self.shape(inner) for key, inner in listed.items()}
        made.patterns = [(re.compile(pattern), self.shape(inner)) for pattern, inner in patterns.items()]
        made.other = self.shape(schema.get("additionalProperties"))
        made.items = self.shape(schema.get("items"))
        if not _lists_names(schema):
            names_first = any(not pattern.startswith("^x-") for pattern in patterns)
            made.unlisted = -1 if names_first else len(listed)
            keys = [key for key in listed if key not in LAST]
            closing = [key for key in listed if key in LAST]
            made.ranks = dict(zip(keys, range(len(keys)), strict=True))
            made.ranks |= dict(zip(closing, range(len(listed) + 1, len(listed) + 1 + len(closing)), strict=True))


def _lists_names(schema: dict[str, Any]) -> bool:
    """Whether the keys of a mapping are the author's own names; the schema may list usual ones for editors.

    Such a mapping describes what any name represents, and needs none of them.
    """
    return isinstance(schema.get("additionalProperties"), dict) and "required" not in schema
