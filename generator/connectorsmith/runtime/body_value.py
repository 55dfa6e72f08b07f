"""The JSON value of a body, made of what a maker gives and of the defaults in its schema."""

from __future__ import annotations

from typing import Final

from connectorsmith.analysis.fields import fields
from connectorsmith.model import ABSENT, Absent, Connector, Json, Schema
from connectorsmith.runtime.clients import ClientRules
from connectorsmith.runtime.inputs import Given, MissingValue, Tree
from connectorsmith.runtime.payloads import inside_json, is_file

_LEVELS: Final = 20
"""Objects in objects whose defaults are filled in."""


class BodyBuilder:
    """Builds the value of a body; ``callback`` is the address of the flow, for the property that asks for it."""

    def __init__(self, connector: Connector, rules: ClientRules, callback: str | None) -> None:
        self._connector = connector
        self._rules = rules
        self._callback = callback
        self._ungiven: dict[tuple[int, int], Json | Absent] = {}

    def build(self, schema: Schema, whole: Json | Absent, inside: Tree, required: bool) -> Json | Absent:
        """The value, ``ABSENT`` for none: the whole value, completed by those inside it. Raises CannotCompose."""
        tree = (
            self._merged(whole, inside) if isinstance(whole, dict) and (inside or self._rules.drops_unknown) else inside
        )
        if whole is ABSENT or tree is not inside:
            value = self._object(schema, tree, 0)
            if value is ABSENT and self._opens(schema):
                return {} if required else ABSENT
            return self._rules.member(self._connector.resolve(schema), value, required) if value is ABSENT else value
        if self._rules.drops_unknown and isinstance(whole, list):
            return [self._element(schema, item) for item in whole]
        return self._with_callback(schema, whole)

    def _merged(self, whole: dict[str, Json], inside: Tree) -> Tree:
        """A whole value as a tree, with the values given inside it on top."""
        tree: Tree = {name: self._leaf(value) for name, value in whole.items()}
        for name, value in inside.items():
            below = tree.get(name)
            tree[name] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
        return tree

    def _leaf(self, value: Json) -> Given | Tree:
        return self._merged(value, {}) if isinstance(value, dict) and not is_file(value) else Given(value)

    def _opens(self, schema: Schema) -> bool:
        inside = self._connector.resolve(schema)
        return next(iter(fields(self._connector, inside)), None) is not None or inside.type == "object"

    def _object(self, schema: Schema, tree: Tree, level: int) -> Json | Absent:
        """The object, ``ABSENT`` if no member has a value."""
        inside = self._connector.resolve(schema)
        result: dict[str, Json] = {}
        known = {name: (field, required) for name, field, required in fields(self._connector, inside)}
        for name, (field, required) in known.items():
            value = self._member(name, field, required, tree.get(name), level)
            if value is not ABSENT:
                result[name] = value
        drops = self._rules.drops_unknown and known and not inside.dynamic and not inside.additional_properties
        if not drops:
            result |= {name: _plain(value) for name, value in tree.items() if name not in known}
        return result or ABSENT

    def _ungiven_object(self, inside: Schema, level: int) -> Json | Absent:
        """An object of which nothing is given, made once: a definition may be in many places."""
        key = id(inside), level
        if key not in self._ungiven:
            self._ungiven[key] = self._object(inside, {}, level)
        return self._ungiven[key]

    def _member(
        self, name: str, field: Schema, required: bool, given: Given | Tree | None, level: int
    ) -> Json | Absent:
        inside = self._connector.resolve(field)
        if (field.notification_url or inside.notification_url) and given is None and self._callback is not None:
            return self._callback
        merged = inside if field.ref is not None else field
        if isinstance(given, Given):
            value = given.value
            if self._rules.drops_unknown and isinstance(value, list):
                value = [self._element(field, item) for item in value]
            return self._checked(name, merged, value, required)
        opens = self._opens(field) and not inside.dynamic and level < _LEVELS
        if isinstance(given, dict) or (opens and inside.default is ABSENT):
            if given is None and not required and self._rules.drops_unknown:
                return ABSENT
            value = self._object(field, given, level + 1) if given else self._ungiven_object(inside, level + 1)
            return {} if value is ABSENT and (required or given == {}) else value
        return self._checked(name, merged, ABSENT, required)

    def _checked(self, name: str, schema: Schema, value: Json | Absent, required: bool) -> Json | Absent:
        if schema.type == "string" and is_file(value):
            value = inside_json(value, schema.format)
        try:
            return self._rules.member(schema, value, required)
        except MissingValue:
            raise MissingValue(
                f"the required property {name} of the body has no value", f"give body/{name}=…"
            ) from None

    def _element(self, schema: Schema, item: Json) -> Json:
        items = self._connector.resolve(schema).items
        if items is None or not isinstance(item, dict):
            return item
        value = self._object(items, self._merged(item, {}), 0)
        return {} if value is ABSENT else value

    def _with_callback(self, schema: Schema, whole: Json) -> Json:
        """A whole value, with the address of the flow where the schema asks for it at the top."""
        if self._callback is None or not isinstance(whole, dict):
            return whole
        inside = self._connector.resolve(schema)
        names = [
            name
            for name, field, _ in fields(self._connector, inside)
            if name not in whole and (field.notification_url or self._connector.resolve(field).notification_url)
        ]
        return {**whole, **dict.fromkeys(names, self._callback)}


def _plain(value: Given | Tree) -> Json:
    return value.value if isinstance(value, Given) else {name: _plain(inside) for name, inside in value.items()}
