"""Schemas of Swagger 2.0 as those of OpenAPI 3.0, https://spec.openapis.org/oas/v3.0.4#schema-object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.exporters.openapi3.part import (
    DefinitionPart,
    Fits,
    instead,
    is_address,
    is_anything,
    is_count,
    is_flag,
    is_number,
    is_pattern,
    is_text,
)
from connectorsmith.exporters.openapi3.references import References
from connectorsmith.importers.openapi3.losses import Keys, Losses

TYPES: Final = ("array", "boolean", "integer", "number", "object", "string")
_LISTS: Final = ("allOf", "anyOf", "oneOf")


def _is_factor(value: Any) -> bool:
    return is_number(value) and value > 0


def _is_required(value: Any) -> bool:
    """Whether a value is a list of names as OpenAPI 3.0 allows it: neither empty nor with a name twice."""
    texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return texts and 0 < len(value) == len(set(value))


def _is_enum(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _is_xml(value: Any) -> bool:
    kinds = {"name": is_text, "prefix": is_text, "attribute": is_flag, "wrapped": is_flag}
    return isinstance(value, dict) and all(
        key.startswith("x-") or (key == "namespace" and is_address(one) and ":" in one)
        or (key in kinds and kinds[key](one))
        for key, one in value.items()
    )  # fmt: skip


def is_documentation(value: Any) -> bool:
    """Whether a value is an external documentation object."""
    kinds = {"url": is_address, "description": is_text}
    return isinstance(value, dict) and "url" in value and all(
        key.startswith("x-") or (key in kinds and kinds[key](one)) for key, one in value.items()
    )  # fmt: skip


_PLAIN: Final[Mapping[str, Fits]] = {
    "title": is_text, "description": is_text, "format": is_text, "pattern": is_pattern, "multipleOf": _is_factor,
    "maximum": is_number, "minimum": is_number, "exclusiveMaximum": is_flag, "exclusiveMinimum": is_flag,
    "maxLength": is_count, "minLength": is_count, "maxItems": is_count, "minItems": is_count, "uniqueItems": is_flag,
    "maxProperties": is_count, "minProperties": is_count, "required": _is_required, "enum": _is_enum,
    "nullable": is_flag, "readOnly": is_flag, "writeOnly": is_flag, "deprecated": is_flag, "example": is_anything,
    "externalDocs": is_documentation, "xml": _is_xml, "default": is_anything,
}  # fmt: skip  # a table, several keys a line
KEYWORDS: Final = frozenset({*_PLAIN, *_LISTS, "type", "items", "properties", "additionalProperties", "not",
                             "discriminator", "collectionFormat"})  # fmt: skip


class Schemas(Struct):
    """Converts schemas; those that have to be held against others when all are there are listed with their places.

    ``defaults`` have a default, ``combined`` are put together and require members.
    """

    references: References
    losses: Losses
    defaults: list[tuple[dict[str, Any], Keys]] = field(default_factory=list)
    combined: list[tuple[dict[str, Any], Keys]] = field(default_factory=list)

    def schema(self, value: Any, keys: Keys) -> dict[str, Any]:
        """A schema, or the reference to one; a value of another kind is kept in an extension."""
        if not isinstance(value, dict):
            return instead(value, keys, self.losses)
        part = DefinitionPart(value, keys, self.losses)
        made: dict[str, Any] = {}
        if "$ref" in value and self._reference(part, made):
            return made
        self._type(part, made)
        _choices(part, made)
        part.copy(made, _PLAIN)
        self._inside(part, made)
        if "discriminator" in value:
            _discriminator(part, made)
        if value.get("x-nullable") is True and "nullable" not in made:
            part.require(made, "nullable", True)
        if made.get("type") == "array":
            part.require(made, "items", {}, "items-made")
        if "collectionFormat" in value:
            part.keep("collectionFormat", "collection-format")
        if "default" in made:
            self.defaults.append((made, keys))
        if "allOf" in made and "required" in made:
            self.combined.append((made, keys))
        return part.finish(made)

    def _reference(self, part: DefinitionPart, made: dict[str, Any]) -> bool:
        """Convert a reference; whether it is all there is. What is beside it goes around it."""
        reference = self.references.schema(part.value["$ref"])
        if reference is None:
            part.keep("$ref", "reference-kept-aside")
            return False
        if len(part.value) == 1:
            made["$ref"] = reference
            if not self.references.is_plain(part.value["$ref"]):
                part.keep("$ref")
                part.finish(made)
            return True
        if "allOf" in part.value:
            part.keep("allOf", "value-kept-aside")
        else:
            part.absent.append("allOf")
        part.lose("reference-wrapped")
        part.keep("$ref")
        made["allOf"] = [{"$ref": reference}]
        return False

    def _type(self, part: DefinitionPart, made: dict[str, Any]) -> None:
        kind = part.value.get("type")
        if isinstance(kind, list):
            named = [one for one in kind if one in TYPES]
            part.keep("type", "type-list")
            if named:
                made["type"] = named[0]
            if "null" in kind and "nullable" not in part.value:
                part.require(made, "nullable", True)
        elif kind == "file":
            part.keep("type", "file-as-binary")
            made["type"] = "string"
            if "format" in part.value:
                part.keep("format")
            part.require(made, "format", "binary")
        elif "type" in part.value:
            part.copy(made, {"type": lambda one: isinstance(one, str) and one in TYPES})

    def _inside(self, part: DefinitionPart, made: dict[str, Any]) -> None:
        """The schemas inside a schema."""
        value = part.value
        for name in _LISTS:
            if name in part.taken or name not in value:
                continue
            if isinstance(value[name], list) and any(self._holds_itself(one) for one in value[name]):
                part.keep(name, "reference-kept-aside")
            elif isinstance(value[name], list) and value[name]:
                items = part.take(name)
                made[name] = [self.schema(one, (*part.keys, name, index)) for index, one in enumerate(items)]
            else:
                part.keep(name, "value-kept-aside")
        if isinstance(value.get("properties"), dict):
            members = part.take("properties")
            made["properties"] = {
                name: self.schema(one, (*part.keys, "properties", name)) for name, one in members.items()
            }
        for name in ("items", "not"):
            if isinstance(value.get(name), dict):
                made[name] = self.schema(part.take(name), (*part.keys, name))
        if isinstance(value.get("items"), list):
            part.keep("items", "tuple-items")
            made["items"] = {}
        more = value.get("additionalProperties")
        if isinstance(more, bool):
            made["additionalProperties"] = part.take("additionalProperties")
        elif isinstance(more, dict):
            made["additionalProperties"] = self.schema(
                part.take("additionalProperties"), (*part.keys, "additionalProperties")
            )
        for name in ("properties", "items", "not", "additionalProperties"):
            if name in value and name not in part.taken:
                part.keep(name, "value-kept-aside")

    def _holds_itself(self, value: Any) -> bool:
        return isinstance(value, dict) and "$ref" in value and self.references.holds_itself(value["$ref"])


def _choices(part: DefinitionPart, made: dict[str, Any]) -> None:
    """Take choices that are there twice only once, as OpenAPI 3.0 requires it; 1 and 1.0 are the same."""
    given = part.value.get("enum")
    if not isinstance(given, list):
        return
    once: dict[str, Any] = {}
    for one in given:
        same = int(one) if isinstance(one, float) and one.is_integer() else one
        once.setdefault(json.dumps(same, sort_keys=True), one)
    if len(once) < len(given):
        part.keep("enum", "choices-once")
        made["enum"] = [*once.values()]


def _discriminator(part: DefinitionPart, made: dict[str, Any]) -> None:
    found = part.value["discriminator"]
    if isinstance(found, str):
        made["discriminator"] = {"propertyName": part.take("discriminator")}
    elif isinstance(found, dict) and isinstance(found.get("propertyName"), str):
        part.keep("discriminator", "discriminator-kept-aside" if len(found) > 1 else None)
        made["discriminator"] = {"propertyName": found["propertyName"]}
    else:
        part.keep("discriminator", "discriminator-kept-aside")
