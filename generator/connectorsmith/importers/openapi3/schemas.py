"""Schemas of OpenAPI 3 and JSON Schema 2020-12 to those of Swagger 2.0.

Definitions wait until all are known. There is one for inputs and one for outputs where read-only or write-only members
make the two differ. Objects that are put together or have alternatives become one, since makers see fields.
"""

from __future__ import annotations

import copy
import re
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.importers.openapi3.annotations import (
    inner_schemas,
    report_annotations,
    report_replaced,
    report_unchecked,
    take_marks,
)
from connectorsmith.importers.openapi3.cycles import open_circles
from connectorsmith.importers.openapi3.directions import Directions
from connectorsmith.importers.openapi3.keywords import (
    check_default,
    copy_keywords,
    merge_type,
    numeric_bounds,
    take_enum,
    take_texts,
    take_type,
)
from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source, identity
from connectorsmith.importers.openapi3.texts import label, plain_at
from connectorsmith.importers.openapi3.unions import add_discriminator, combine, in_words, merge, without_unknown
from connectorsmith.language.free_names import free_name

INPUT: Final = "input"
OUTPUT: Final = "output"
_DEEPEST: Final = 50
"""Schemas inside each other in one place, beyond which the fields end; makers see about five."""
MOST_COPIED: Final = 300_000
"""Values in all copies of schemas; a definition of 1 MB, the limit of the platform, has about 30,000."""
_PREFIX: Final = "#/definitions/"


class Schemas(Struct):
    """Converts schemas; ``definitions`` are those made so far, by the name in the result."""

    source: Source
    modern: bool
    """Whether keywords beside a reference count, as in OpenAPI 3.1."""
    directions: Directions
    definitions: dict[str, Any] = field(default_factory=dict)
    names: dict[tuple[str, Keys, str], str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, tuple[Node, str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    inner: list[Node] = field(default_factory=list)
    """The schemas below ``$defs`` of the schemas that were converted."""
    copied: int = 0
    depth: int = 0

    def convert(self, node: Node, direction: str, *, part: bool = False) -> dict[str, Any]:
        """A schema of Swagger 2.0; references become those to definitions.

        A ``part`` of another schema may require members that only other parts have.
        """
        if not node.is_object:
            return self._boolean(node)
        if node.has("$ref"):
            return self._reference(node, direction)
        if self.depth >= _DEEPEST:
            node.lose("not-supported-keyword", None, "a schema inside many others", "a value without a type")
            return {}
        self.depth += 1
        try:
            return self._object(node, direction, part)
        finally:
            self.depth -= 1

    def whole(self, node: Node, direction: str, *, part: bool = False) -> dict[str, Any]:
        """A schema without a reference at its root, for places that cannot have one; a copy of its own."""
        made = self.convert(node, direction, part=part)
        for _ in range(_DEEPEST):
            if "$ref" not in made:
                found = self._copy(made, node)
                copied = {"type": "object"} if found is None else found
                return copied if part else without_unknown(copied, node)
            name = made["$ref"].removeprefix(_PREFIX)
            if name in self.open:
                break
            made = self.definition(name)
        node.lose("recursive-schema", None, str(made.get("$ref", "")).removeprefix(_PREFIX))
        return {"type": "object"}

    def _copy(self, made: dict[str, Any], node: Node) -> dict[str, Any] | None:
        """A copy for one more place; ``None`` if all copies together would be more than makers could ever see."""
        self.copied += _size(made)
        if self.copied > MOST_COPIED:
            node.lose("schema-too-large", None, "a schema that is repeated at many places")
            return None
        return copy.deepcopy(made)

    def definition(self, name: str) -> dict[str, Any]:
        """The definition of a name, which is converted now if it is waiting; empty while it is being converted."""
        if name in self.waiting:
            target, direction = self.waiting.pop(name)
            self.open.add(name)
            self.definitions[name] = self.convert(target, direction, part=True)
            self.open.discard(name)
        found: dict[str, Any] = self.definitions.get(name, {})
        return found

    def finish(self) -> None:
        """Convert the definitions that wait, and those that they lead to: one after the other, however many."""
        while self.waiting:
            self.definition(next(iter(self.waiting)))
        targets = {name: (file, keys) for (file, keys, _), name in self.names.items()}
        for name, (file, keys) in targets.items():
            without_unknown(self.definitions[name], Node({}, keys, self.source.losses, file))
        for name, member in open_circles(self.definitions):
            file, keys = targets[name]
            self.source.losses.add("required-recursion", keys, f"the required member {member}", None, file)

    def _boolean(self, node: Node) -> dict[str, Any]:
        if node.value is not True:
            node.lose("wrong-type" if node.value is not False else "not-supported-keyword")
        return {}

    def _reference(self, node: Node, direction: str) -> dict[str, Any]:
        target = self.source.follow(node)
        node.read.add("$ref")
        report_annotations(node)
        self.inner += inner_schemas(node)
        if target is None:
            made: dict[str, Any] = {"description": text} if (text := plain_at(node, "description")) else {}
            node.finish()
            return made
        reference = {"$ref": f"{_PREFIX}{self._name(target, direction)}"}
        found = self._with_texts(node, reference) if self.modern else None
        node.finish()
        return found or reference

    def _with_texts(self, node: Node, reference: dict[str, Any]) -> dict[str, Any] | None:
        """A copy of a definition with the texts beside a reference to it; ``None`` without them, or in a circle."""
        name = reference["$ref"].removeprefix(_PREFIX)
        written = [key for key in ("description", "title") if isinstance(node.value.get(key), str)]
        made = self._copy(self.definition(name), node) if written and name not in self.open else None
        if made is None:
            node.read.update(written if name not in self.open else ())
            return None
        node.lose("reference-siblings", written[0])
        if "description" in written:
            made["description"] = plain_at(node, "description")
        if "title" in written:
            made["x-ms-summary"] = node.text("title")
        return made

    def _name(self, target: Node, direction: str) -> str:
        """The name of the definition of a schema; a new one waits to be converted."""
        split = self.directions.differ(target)
        key = (*identity(target), direction if split else "")
        if key not in self.names:
            self.names[key] = name = self._free_name(target, direction if split else "")
            self.definitions[name] = {}
            self.waiting[name] = (target, direction)
        return self.names[key]

    def _free_name(self, target: Node, direction: str) -> str:
        stem = str(target.keys[-1]) if target.keys else re.sub(r"\.\w+$", "", target.file.rpartition("/")[2])
        stem = re.sub(r"[^A-Za-z0-9_.-]", "_", stem) or "Schema"
        return free_name(f"{stem}_input" if direction == INPUT else stem, self.definitions, self.numbers, "_")

    def _object(self, node: Node, direction: str, part: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        take_type(node, made)
        take_texts(node, made)
        copy_keywords(node, made)
        numeric_bounds(node, made)
        take_enum(node, made)
        self._items(node, made, direction)
        self._properties(node, made, direction)
        report_unchecked(node)
        report_annotations(node)
        self.inner += inner_schemas(node)
        take_marks(node, made, output=direction == OUTPUT)
        made = self._combined(node, made, direction)
        merge_type(node, made)
        check_default(node, made)
        made |= node.kept_extensions()
        node.finish()
        return made if part else without_unknown(made, node)

    def _items(self, node: Node, made: dict[str, Any], direction: str) -> None:
        tuple_items = node.array("prefixItems")
        if tuple_items:
            node.lose("tuple", "prefixItems")
            made["items"] = combine([self.whole(item, direction) for item in tuple_items], common=False)
        if node.has("items"):
            items = node.at("items")
            if tuple_items:
                node.lose("tuple", "items")
            elif items.value is True:
                node.lose("items-of-any-kind", "items")
                made["items"] = {}
            elif isinstance(items.value, list):
                node.lose("tuple", "items")
                parts = [self.whole(items.at(index), direction) for index in range(len(items.value))]
                made["items"] = combine(parts, common=False)
            else:
                made["items"] = self.convert(items, direction)
        if made.get("type") == "array" and "items" not in made:
            node.lose("items-missing", None, "an array without items")
            made["items"] = {}

    def _properties(self, node: Node, made: dict[str, Any], direction: str) -> None:
        found = node.map("properties")
        required = dict.fromkeys(item.value for item in node.array("required") if isinstance(item.value, str))
        if found is not None:
            members: dict[str, Any] = {}
            for name, member in found.members():
                if not self._goes(member, direction):
                    if name in required:
                        became = "an output only" if direction == INPUT else "an input only"
                        node.lose("member-not-required", "required", f"the required member {name}", became)
                        del required[name]
                    continue
                members[name] = self._member(name, member, name in required, direction)
            made["properties"] = members
        if required:
            made["required"] = [*required]
        if node.has("additionalProperties"):
            more = node.at("additionalProperties")
            made["additionalProperties"] = more.value if isinstance(more.value, bool) else self.convert(more, direction)

    def _goes(self, member: Node, direction: str) -> bool:
        """Whether a member goes this way: read-only ones belong to outputs, write-only ones to inputs."""
        target = self.source.follow(member) or member
        marks = [node.value for node in (member, target) if node.is_object]
        if direction == INPUT and any(mark.get("readOnly") is True for mark in marks):
            member.lose("read-only-member", None, f"the member {member.keys[-1]}")
            return False
        if direction == OUTPUT and any(mark.get("writeOnly") is True for mark in marks):
            member.lose("write-only-member", None, f"the member {member.keys[-1]}")
            return False
        return True

    def _member(self, name: str, member: Node, required: bool, direction: str) -> dict[str, Any]:
        made = self.convert(member, direction)
        if "$ref" not in made:
            made = {"x-ms-summary": label(name)} | made
            if direction == INPUT and required and len(made.get("enum", ())) == 1 and "const" in member.value:
                made |= {"default": made["enum"][0], "x-ms-visibility": "internal"}
        return made

    def _combined(self, node: Node, made: dict[str, Any], direction: str) -> dict[str, Any]:
        """The schema with what ``allOf`` adds and what its alternatives allow."""
        parts = node.array("allOf")
        if parts:
            wholes = [self.whole(one, direction, part=True) for one in parts]
            if len(parts) > 1 or "properties" in made or not parts[0].has("$ref"):
                node.lose("all-of-merged", "allOf", f"allOf with {len(parts)} part{'s' * (len(parts) > 1)}")
            else:
                node.lose("reference-siblings", "allOf", "allOf with a reference")
                report_replaced(self.source.follow(parts[0]), wholes[0], made)
            merged: dict[str, Any] = {}
            for part in wholes:
                merged = merge(merged, part, node)
            made = merge(merged, made, node)
        for key in ("oneOf", "anyOf"):
            listed = node.array(key)
            alternatives = [one for one in listed if one.value != {"type": "null"}]
            if len(alternatives) < len(listed):
                node.lose("nullable", key)
            if not alternatives:
                continue
            wholes = [self.whole(one, direction, part=True) for one in alternatives]
            combined, beside = combine(wholes), made
            made = merge(combined, beside, node)
            if len(alternatives) > 1:
                found = f"{key} with {len(alternatives)} alternatives"
                node.lose("alternatives-merged", key, found, in_words(combined, beside))
        if node.has("discriminator"):
            add_discriminator(node, made)
        return made


def _size(value: Any) -> int:
    """How many values there are in a value."""
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        count += 1
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return count
