"""A Swagger 2.0 definition in several files to one: schemas become definitions, all else takes the place it is used at.

What a reference may lead to is in https://spec.openapis.org/oas/v2.0#reference-object.
"""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import SCHEMA, Source, identity
from connectorsmith.language.free_names import free_name

_MAP: Final = "definitions"
_PART: Final = "part of the definition"
_SCHEMAS: Final = ("schema", "items", "additionalProperties", "not", "allOf", "anyOf", "oneOf")
"""Keys of schemas, and of lists of them."""
_MAPS: Final = ("properties", _MAP, "$defs")
_DATA: Final = ("example", "default", "enum", "const", "x-example")
"""Keys of values, in which nothing is a reference."""
_MOST_VALUES: Final = 2_000_000
"""Values of the whole definition; the largest published ones have about 400,000."""


class TooManyValuesError(Exception):
    """References repeat so much that the definition could not be written."""


class _Parts(Struct):
    """The files of one definition; ``names`` are those of the schemas that other files have, by their places."""

    source: Source
    definitions: dict[str, Any] = field(default_factory=dict)
    names: dict[tuple[str, Keys], str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, Node]] = field(default_factory=list)
    open: set[tuple[str, Keys]] = field(default_factory=set)
    """The places that are being put where they are used."""
    values: int = 0

    def whole(self) -> dict[str, Any]:
        """The definition without references to other files."""
        root = self.source.root
        listed = root.map(_MAP)
        members = list(listed.members()) if listed is not None else []
        for name, member in members:
            self.definitions[name] = {}
            target = self.source.target(member) if self._leads_out(member) else member
            if target is not None:
                self.names.setdefault(identity(target), name)
        made: dict[str, Any] = {key: self._value(node, _PART) for key, node in root.members() if key != _MAP}
        for name, member in members:
            self.definitions[name] = self._inside(member, SCHEMA)
        while self.waiting:
            name, node = self.waiting.pop()
            self.definitions[name] = self._value(node, SCHEMA)
        return made | ({_MAP: self.definitions} if self.definitions or root.has(_MAP) else {})

    def _leads_out(self, node: Node) -> bool:
        """Whether a node is a reference that the one definition cannot have as it is written."""
        reference = node.value.get("$ref") if node.is_object else None
        return isinstance(reference, str) and (bool(node.file) or not reference.startswith("#"))

    def _value(self, node: Node, kind: str) -> Any:
        """A value as the one definition has it; ``kind`` says whether it is a schema, schemas by name, or another."""
        if not self._leads_out(node):
            return self._members(node, kind)
        if kind != SCHEMA:
            return self._inside(node, kind)
        target = self.source.target(node)
        if target is None:
            return self._inside(node, kind)
        return {"$ref": self._pointer(target)} | {key: one for key, one in node.value.items() if key != "$ref"}

    def _pointer(self, target: Node) -> str:
        """The reference to a schema, which becomes a definition unless the first document has it."""
        place = identity(target)
        if place not in self.names and not target.file:
            return f"#{target.pointer}"
        if place not in self.names:
            stem = str(target.keys[-1]) if target.keys else re.sub(r"\.\w+$", "", target.file.rpartition("/")[2])
            stem = re.sub(r"[^A-Za-z0-9_.-]", "_", stem) or "Schema"
            self.names[place] = name = free_name(stem, self.definitions, self.numbers, "_")
            self.definitions[name] = {}
            self.waiting.append((name, target))
        return f"#/definitions/{self.names[place]}"

    def _inside(self, node: Node, kind: str) -> Any:
        """The target of a reference, in its place; nothing if it is missing or contains the reference."""
        if not self._leads_out(node):
            return self._value(node, kind)
        target = self.source.follow(node, kind)
        if target is None:
            return {}
        if not target.file and target.keys and kind == _PART:
            return {"$ref": f"#{target.pointer}"}
        if identity(target) in self.open:
            node.lose("reference-broken", "$ref", f"the {kind} {node.value['$ref']}: it leads back to itself")
            return {}
        for key in node.value:
            if key != "$ref":
                node.lose("key-dropped", key)
        self.open.add(identity(target))
        try:
            return self._members(target, kind)
        finally:
            self.open.discard(identity(target))

    def _members(self, node: Node, kind: str) -> Any:
        self.values += 1
        if self.values > _MOST_VALUES:
            raise TooManyValuesError
        if isinstance(node.value, list):
            return [self._value(node.at(index), kind) for index in range(len(node.value))]
        if not node.is_object:
            return node.value
        return {key: self._value_of(key, one, kind) for key, one in node.members()}

    def _value_of(self, key: str, node: Node, kind: str) -> Any:
        if kind == _MAP:
            return self._value(node, SCHEMA)
        if key in _DATA:
            return node.value
        if key in _MAPS and kind == SCHEMA:
            return self._value(node, _MAP)
        return self._value(node, SCHEMA if key in _SCHEMAS else kind)


def one_definition(source: Source) -> dict[str, Any]:
    """The definition of a source of several documents; references that lead nowhere are reported.

    Raises TooManyValuesError.
    """
    return _Parts(source).whole()
