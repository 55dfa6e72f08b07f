"""Schemas of an exported document as those of the definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.importers.exported.restore import copied, instead_of, restored
from connectorsmith.importers.openapi3.node import Node

_PLAIN: Final = (
    "type", "title", "description", "format", "pattern", "multipleOf", "maximum", "minimum", "exclusiveMaximum",
    "exclusiveMinimum", "maxLength", "minLength", "maxItems", "minItems", "uniqueItems", "maxProperties",
    "minProperties", "required", "enum", "nullable", "readOnly", "writeOnly", "deprecated", "example", "externalDocs",
    "xml", "default",
)  # fmt: skip  # as many a line as fit
_KINDS: Final = {"schemas": "definitions", "parameters": "parameters", "responses": "responses"}


class Names(Struct, frozen=True):
    """The names that components had in the definition, by kind in the document and by new name."""

    changed: Mapping[str, Any]

    def old(self, kind: str, name: str) -> str:
        """The name in the definition."""
        found = self.changed.get(kind)
        return str(found.get(name, name)) if isinstance(found, dict) else name

    def reference(self, value: Any) -> Any:
        """A reference to a component as one into the definition; another value as it is."""
        for kind, place in _KINDS.items():
            prefix = f"#/components/{kind}/"
            if isinstance(value, str) and value.startswith(prefix):
                return f"#/{place}/{self.old(kind, value.removeprefix(prefix))}"
        return value

    def referring(self, value: Any) -> Any:
        """A value with each of its references as one into the definition."""
        if isinstance(value, list):
            return [self.referring(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {key: self.reference(one) if key == "$ref" else self.referring(one) for key, one in value.items()}


def schema(node: Node, names: Names) -> Any:
    """A schema, a reference to one, or the value that it replaces."""
    found = instead_of(node, {})
    if found is not None:
        return found[0]
    made: dict[str, Any] = {}
    if node.has("$ref"):
        made["$ref"] = names.reference(node.raw("$ref"))
    copied(node, made, *_PLAIN)
    members = node.object("properties")
    if members is not None:
        made["properties"] = {name: schema(one, names) for name, one in members.members()}
    for key in ("allOf", "anyOf", "oneOf"):
        if node.has(key):
            made[key] = [schema(one, names) for one in node.array(key)]
    for key in ("items", "not"):
        if node.has(key):
            made[key] = schema(node.at(key), names)
    if node.has("additionalProperties"):
        more = node.at("additionalProperties")
        made["additionalProperties"] = more.value if isinstance(more.value, bool) else schema(more, names)
    discriminator = node.object("discriminator")
    if discriminator is not None:
        made["discriminator"] = discriminator.raw("propertyName")
        discriminator.finish()
    return restored(node, made)
