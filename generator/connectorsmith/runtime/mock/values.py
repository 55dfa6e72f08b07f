"""Values that fit a schema: its example, default or choices first, else made from types, formats and names.

A value depends on the key it is made for and on its path below that key, so that a list and an item that show the same
thing show the same values. Recursive schemas end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.analysis.fields import fields, object_parts
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.model.values import ABSENT, Absent
from connectorsmith.runtime.conformance import misfits
from connectorsmith.runtime.mock import chance
from connectorsmith.runtime.mock.numbers import number
from connectorsmith.runtime.mock.texts import text

ITEMS: Final = 2
"""How many items a list has, if its schema does not ask for another number."""
_DEEPEST: Final = 12
"""How many definitions lie inside one another; below, optional values are left out."""
_DEEPEST_VALUE: Final = 50
"""How deep values lie inside one another at most."""
_LARGEST: Final = 5_000
"""How many values a value is made of; after that, optional ones are left out."""
_MOST_ITEMS: Final = 1_000


class Values:
    """Makes values for the schemas of a connector. ``key`` says what a value is for."""

    def __init__(self, connector: Connector, seed: str = "0") -> None:
        self._connector = connector
        self._seed = seed
        self._open: list[str] = []
        self._depth = 0
        self._left = _LARGEST
        self._plans: dict[int, list[tuple[str, Schema, bool]]] = {}
        self._known: dict[int, tuple[Json | Absent, list[Json]]] = {}

    def value(self, schema: Schema, key: str, name: str = "") -> Json:
        """A value for a schema; ``name`` is that of the property or parameter that holds it."""
        if self._depth == 0:
            self._left = _LARGEST
        self._depth += 1
        self._left -= 1
        self._open.append(schema.definition or "")
        try:
            resolved = self._connector.resolve(schema)
            given = self._given(resolved, f"{self._seed}|{key}", name)
            return self._made(resolved, key, name) if given is ABSENT else given
        finally:
            self._open.pop()
            self._depth -= 1

    def object(self, schema: Schema, key: str, overlay: Mapping[str, Json]) -> Json:
        """A value for a schema; where it is an object, with those values of an overlay that fit its fields."""
        made = self.value(schema, key)
        if not isinstance(made, dict) or not overlay:
            return made
        known = {name: field for name, field, _ in fields(self._connector, self._connector.resolve(schema))}
        fitting = {name: value for name, value in overlay.items() if name in known and self.fits(known[name], value)}
        return {**made, **fitting}

    def fits(self, schema: Schema, value: Json) -> bool:
        """Whether a value fits a schema; one that is nested too deeply to tell does not."""
        try:
            return not misfits(self._connector, schema, value)
        except RecursionError:
            return False

    def _given(self, schema: Schema, key: str, name: str) -> Json:
        """A value from the schema itself: an example, a default or a choice."""
        known = self._known.get(id(schema))
        if known is None:
            known = self._known[id(schema)] = self._documented(schema)
        value, choices = known
        if value is not ABSENT and not _is_id(name):
            return value
        return chance.chosen(key, choices) if choices else ABSENT

    def _documented(self, schema: Schema) -> tuple[Json | Absent, list[Json]]:
        """The example or else the default of a schema, if it fits, and the choices that fit, or else all of them."""
        candidates = (*_examples(schema), schema.default)
        value = next(
            (one for one in candidates if one is not ABSENT and one is not None and self.fits(schema, one)), ABSENT
        )
        fitting = [one for one in schema.enum or () if self.fits(schema, one)]
        return value, fitting or [*(schema.enum or ())]

    def _made(self, schema: Schema, key: str, name: str) -> Json:
        kind = self._kind(schema)
        if kind == "object":
            return self._object(schema, key)
        if schema.all_of and schema.type is None:
            return self.value(schema.all_of[0], key, name)
        if kind == "array":
            return self._array(schema, key, name)
        full = f"{self._seed}|{key}"
        if kind == "boolean":
            return chance.number(full, 2) == 0
        if kind in ("integer", "number"):
            return number(schema, name, full)
        return text(schema, name, full)

    def _kind(self, schema: Schema) -> str | None:
        """The type of a schema; what does not say it may say it in its parts."""
        if schema.type is not None:
            return schema.type
        if schema.properties is not None or schema.additional_properties is not None or schema.required:
            return "object"
        if schema.items is not None:
            return "array"
        if schema.dynamic:
            return "object"
        kinds = [self._kind(part) for part in map(self._connector.resolve, schema.all_of or ()) if part is not schema]
        return next((kind for kind in kinds if kind is not None), None) if self._depth < _DEEPEST_VALUE else None

    def _object(self, schema: Schema, key: str) -> Json:
        made: dict[str, Json] = {}
        for name, field, required in self._fields(schema):
            if not self._ends(field):
                made[name] = self._inside(field, key, name)
            elif required:
                made[name] = [] if self._is_list(field) else self._inside(field, key, name)
        more = _additional(schema)
        if not made and more is not None and not self._ends(more):
            made["first"] = self._inside(more, key, "first")
        return made

    def _fields(self, schema: Schema) -> list[tuple[str, Schema, bool]]:
        """The fields of an object: those that no part of it forbids, and those that it requires in any case."""
        known = self._plans.get(id(schema))
        if known is None:
            parts = object_parts(self._connector, schema)
            named = {name: (name, field, required) for name, field, required in fields(self._connector, schema)}
            known = [one for one in named.values() if one[2] or _is_allowed(one[0], parts)]
            unnamed = {name for part in parts for name in part.required or ()} - named.keys()
            other = _additional(schema) or Schema(type="string")
            known += [(name, other, True) for name in sorted(unnamed)]
            self._plans[id(schema)] = known
        return known

    def _inside(self, schema: Schema, key: str, name: str) -> Json:
        """A property's value. A required one inside itself, which no value satisfies, is an empty object."""
        definition = schema.definition
        too_deep = self._depth > _DEEPEST_VALUE or (definition is not None and self._open.count(definition) > 1)
        if too_deep and self._kind(self._connector.resolve(schema)) == "object":
            return {}
        return self.value(schema, f"{key}/{name}", name)

    def _array(self, schema: Schema, key: str, name: str) -> Json:
        least, most = _count(schema.extra.get("minItems"), 0), _count(schema.extra.get("maxItems"), _MOST_ITEMS)
        count = min(max(ITEMS, least), most)
        too_deep = self._depth > _DEEPEST_VALUE
        if schema.items is None or too_deep or (self._ends(schema.items) and least == 0):
            return []
        made = [self.value(schema.items, f"{key}[{index}]", name) for index in range(count)]
        if schema.extra.get("uniqueItems") is True:
            made = [value for index, value in enumerate(made) if value not in made[:index]]
        return made

    def _ends(self, schema: Schema) -> bool:
        """Whether a value is left out, because it lies inside another one of its kind or too deep."""
        inner = schema.items if schema.type == "array" and schema.items is not None else schema
        if inner.definition is not None and (inner.definition in self._open or self._named() >= _DEEPEST):
            return True
        return self._left <= 0 or self._depth >= _DEEPEST_VALUE

    def _named(self) -> int:
        return sum(1 for name in self._open if name)

    def _is_list(self, schema: Schema) -> bool:
        return self._connector.resolve(schema).type == "array" and not schema.extra.get("minItems")


def _is_allowed(name: str, parts: list[Schema]) -> bool:
    """Whether no part of an object forbids a property that another part has."""
    return all(part.additional_properties is not False or name in (part.properties or {}) for part in parts)


def _additional(schema: Schema) -> Schema | None:
    return schema.additional_properties if isinstance(schema.additional_properties, Schema) else None


def _count(value: Json, otherwise: int) -> int:
    return min(value, _MOST_ITEMS) if isinstance(value, int) and value >= 0 else otherwise


def _is_id(name: str) -> bool:
    """Whether a name is that of an id, which differs from one thing to the next."""
    return name.lower() in ("id", "_id", "uuid", "guid")


def _examples(schema: Schema) -> tuple[Json | Absent, ...]:
    """The examples of a schema, in the words of Swagger, of extensions and of JSON Schema."""
    more = schema.extra.get("examples")
    single = (schema.extra.get(word, ABSENT) for word in ("example", "x-example"))
    return (*single, *(more if isinstance(more, list) else ()))
