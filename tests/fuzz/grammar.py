"""Values that the language's JSON Schema allows, with some that it does not: every key, with right and wrong kinds."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any, Final

from tests.fuzz import odd_values

from connectorsmith.language.schema import language, resolved

_WRONG: Final = 0.02
"""How often, in the specs that have faults, a value has another kind than the schema asks for."""
_DEPTH: Final = 9
_SAMPLES: Final = (
    "GET /orders", "POST /orders/{id}", "DELETE /orders/{id}", "PATCH /a", "GET /a/{b}/{c}", "200", "404", "default",
    "4XX", "/", "/v1", "Order", "Item", "GetOrder", "ListOrders", "x-as", "X-Api-Version", "a", "id", "x-a",
    "https://a.example", "lookup.cs", "test", "1.0", "0", "10",
)  # fmt: skip  # many short entries, several a line
"""Texts of which some fit each pattern of the language."""


def spec(chance: Random) -> dict[str, Any]:
    """The value of a spec: a title and an operation at least, so that most of them are read to the end."""
    found = grown(language(), chance, _WRONG if chance.random() < 0.4 else 0.0)
    if not isinstance(found, dict) or chance.random() < 0.05:
        return {"info": found}
    if chance.random() < 0.9:
        found.setdefault("info", {"title": "Orders", "version": "1.0"})
    return found


def section(name: str, chance: Random) -> Any:
    """A value of one key at the root of a spec."""
    return grown(language()["properties"][name], chance, _WRONG)


@cache
def sections() -> tuple[str, ...]:
    """The keys at the root of a spec."""
    return tuple(language()["properties"])


@cache
def words() -> tuple[str, ...]:
    """Every key that the language names, sorted, and the odd ones."""
    found: set[str] = set()
    waiting: list[Any] = [language()]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if isinstance(here.get("properties"), dict):
                found.update(here["properties"])
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return (*sorted(found), *odd_values.KEYS)


def grown(schema: Any, chance: Random, wrong: float, depth: int = _DEPTH) -> Any:
    """A value for a part of the schema, with the chance ``wrong`` one that does not fit."""
    if schema is True or schema == {} or chance.random() < wrong:
        return odd_values.value(chance, 2)
    if schema is False:
        return odd_values.scalar(chance)
    schema = resolved(schema)
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return grown(chance.choice(schema[key]), chance, wrong, depth - 1)
    if "allOf" in schema and "properties" not in schema:
        return grown(chance.choice(schema["allOf"]), chance, wrong, depth - 1)
    if "enum" in schema and chance.random() < 0.9:
        return chance.choice(schema["enum"])
    if schema.get("examples") and chance.random() < 0.4:
        return chance.choice(schema["examples"])
    kind = schema.get("type", "object" if "properties" in schema else None)
    kind = chance.choice(kind) if isinstance(kind, list) else kind
    if kind == "object":
        return _object(schema, chance, wrong, depth)
    if kind == "array":
        return _array(schema, chance, wrong, depth)
    return _scalar(kind, schema, chance)


def _object(schema: dict[str, Any], chance: Random, wrong: float, depth: int) -> dict[str, Any]:
    """The required keys and a few of the others."""
    known: dict[str, Any] = schema.get("properties", {})
    wanted = [key for key in schema.get("required", ()) if chance.random() > wrong]
    others = [key for key in known if key not in wanted]
    if depth > 0 and others:
        wanted += chance.sample(others, min(len(others), chance.choice((0, 1, 2, 3, 5))))
    found = {key: grown(known.get(key, {}), chance, wrong, depth - 1) for key in wanted}
    named = [*schema.get("patternProperties", {}).items()]
    if isinstance(schema.get("additionalProperties"), dict):
        named.append((".", schema["additionalProperties"]))
    for pattern, inner in named if depth > 0 else ():
        for _ in range(chance.choice((0, 1, 1, 2)) if not known or chance.random() < 0.1 else 0):
            found[_fitting(pattern, chance)] = grown(inner, chance, wrong, depth - 1)
    if chance.random() < wrong:
        found[odd_values.key(chance)] = odd_values.value(chance, 2)
    return found


def _array(schema: dict[str, Any], chance: Random, wrong: float, depth: int) -> list[Any]:
    size = max(schema.get("minItems", 0), chance.choice((0, 1, 1, 2, 3))) if depth > 0 else schema.get("minItems", 0)
    return [grown(schema.get("items", {}), chance, wrong, depth - 1) for _ in range(size)]


def _scalar(kind: str | None, schema: dict[str, Any], chance: Random) -> Any:
    if kind == "boolean":
        return chance.random() < 0.5
    if kind in ("integer", "number"):
        odd = [one for one in odd_values.NUMBERS if kind == "number" or isinstance(one, int)]
        return chance.choice((0, 1, 5, 60, 100, chance.choice(odd)))
    if kind == "null":
        return None
    if "pattern" in schema and chance.random() < 0.9:
        return _fitting(schema["pattern"], chance)
    return chance.choice(_SAMPLES) if chance.random() < 0.5 else odd_values.text(chance)


def _fitting(pattern: str, chance: Random) -> str:
    """A text that fits a pattern, mostly one without surprises."""
    if chance.random() < 0.15:
        odd = [one for one in odd_values.TEXTS if re.search(pattern, one)]
        if odd:
            return chance.choice(odd)
    fitting = [one for one in _SAMPLES if re.search(pattern, one)]
    return chance.choice(fitting) if fitting else odd_values.text(chance)
