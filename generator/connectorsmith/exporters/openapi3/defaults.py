"""Defaults that do not fit their schema, which OpenAPI 3 does not allow, are kept aside."""

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
