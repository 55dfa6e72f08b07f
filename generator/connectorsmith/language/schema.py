"""Validation against the language's JSON Schema: a fast check first, and faults in plain words if it fails."""

from __future__ import annotations

import json
from functools import cache
from pkgutil import get_data  # importlib.resources takes long to import
from typing import Any

from connectorsmith.diagnostics import SPEC, Diagnostic
from connectorsmith.source.exact_paths import ExactPaths

NAME = "language.schema.json"
_HINT = "compare it with the schema of the language: connectorsmith schema"


@cache
def language_text() -> str:
    """The JSON Schema as text, as editors read it."""
    return (get_data("connectorsmith.language", NAME) or b"").decode()


@cache
def language() -> dict[str, Any]:
    """The JSON Schema as a value; treated as read-only."""
    found: dict[str, Any] = json.loads(language_text())
    return found


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema, or the one that it refers to."""
    while "$ref" in schema and "properties" not in schema:
        target: Any = language()
        for key in schema["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        schema = target
    return schema


@cache
def _validator() -> Any:
    import jsonschema_rs  # compiled: the yes for a large spec takes milliseconds, which jsonschema cannot do

    return jsonschema_rs.validator_for(language())


def check_language(value: object) -> list[Diagnostic]:
    """Everything in a spec's value that the language does not have; empty only if the fast validator accepts it."""
    if _validator().is_valid(value):
        return []
    from connectorsmith.source.schema_faults import schema_faults  # few specs have faults

    return schema_faults(value, language(), SPEC, _validator())


def unfit_places(value: object) -> set[tuple[str | int, ...]]:
    """The places of a spec's value with something that the language does not have, by the fast validator."""
    paths = ExactPaths(value)
    return {paths.of(error) for error in _validator().iter_errors(value)}
