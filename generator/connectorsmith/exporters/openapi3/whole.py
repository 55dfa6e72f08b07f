"""Checks of the whole document: defaults that do not fit, and required members that no part has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openapi_schema_validator import OAS30Validator, oas30_format_checker

from connectorsmith.importers.exported.marks import ASIDE
from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import shown


def check_defaults(found: Sequence[tuple[dict[str, Any], Keys]], components: Mapping[str, Any], losses: Losses) -> None:
    """Hold each default against the schema that has it, and keep those aside that do not fit."""
    for schema, keys in found:
        default = schema["default"]
        if default is None and schema.get("nullable") is True:
            continue
        if not _fits(default, {**schema, "components": components}):
            losses.add("default-kept-aside", (*keys, "default"), f"default: {shown(default)}")
            schema.setdefault(ASIDE, {})["default"] = schema.pop("default")


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    validator: Any = OAS30Validator(schema, format_checker=oas30_format_checker)
    return bool(validator.is_valid(value))


def check_required(found: Sequence[tuple[dict[str, Any], Keys]], components: Mapping[str, Any], losses: Losses) -> None:
    """Keep required members aside that no part of a combined schema has; validators refuse them."""
    for schema, keys in found:
        members = _members(schema, components)
        fitting = [name for name in schema["required"] if name in members]
        if len(fitting) == len(schema["required"]):
            continue
        losses.add("value-kept-aside", (*keys, "required"), f"required: {shown(schema['required'])}")
        schema.setdefault(ASIDE, {})["required"] = schema.pop("required")
        if fitting:
            schema["required"] = fitting


def _members(schema: Mapping[str, Any], components: Mapping[str, Any]) -> set[str]:
    """The members of a schema and of its parts, as openapi-spec-validator collects them."""
    found: set[str] = set()
    waiting: list[Any] = [schema]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Mapping) or id(one) in seen:
            continue
        seen.add(id(one))
        found |= one.get("properties", {}).keys()
        for key in ("allOf", "anyOf", "oneOf"):
            waiting += one.get(key, ())
        waiting += [one.get("items"), one.get("not")]
        if "$ref" in one:
            waiting.append(components.get("schemas", {}).get(one["$ref"].rpartition("/")[2]))
    return found
