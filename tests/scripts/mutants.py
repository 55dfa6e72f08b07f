"""Mutants of recipes: each recipe left out, and each value in it changed a little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from connectorsmith.model import Connector, Operation, PathItem
from connectorsmith.model.script import LookUp, MultipartPart, Snippet

KEPT = {LookUp: {"name"}, Snippet: {"file", "method", "role"}}
"""Names that only tie two things together: a change of one alone is no other behaviour but no script."""


def mutants(operation: Operation) -> Iterator[tuple[str, Operation]]:
    """Every mutant of an operation's recipes, with what was done: the same for all who share a recipe."""
    recipes = operation.script or ()
    for index, recipe in enumerate(recipes):
        before, after = recipes[:index], recipes[index + 1 :]
        if len(recipes) > 1 and not isinstance(recipe, LookUp):
            yield f"{operation.id}: without {recipe.word}", replace(operation, script=(*before, *after))
        where = f"{recipe.at}" if recipe.at.keys[0] == "recipes" else f"{operation.id}: {recipe.word}"
        for what, changed in _changed_fields(recipe, KEPT.get(type(recipe), set())):
            yield f"{where}.{what}", replace(operation, script=(*before, changed, *after))


def snippet_mutants(text: str) -> Iterator[tuple[str, str]]:
    """C# with one operator, number or text in it changed, with what was done."""
    swapped = {"==": "!=", "!=": "==", "&&": "||", "||": "&&"}
    code = re.sub(r"//[^\n]*", lambda match: " " * len(match[0]), text)
    for match in re.finditer(r'==|!=|&&|\|\||"(?:[^"\\\n]|\\.)*"|(?<=[^\w.])\d+(?=\W)', code):
        old = match[0]
        new = swapped.get(old) or (f'{old[:-1]}~"' if old[0] == '"' else str(int(old) + 1))
        if old != '""':
            line = text.count("\n", 0, match.start()) + 1
            yield f"line {line}: {old}", text[: match.start()] + new + text[match.end() :]


def alone(connector: Connector, operation: Operation) -> Connector:
    """A connector with this operation and no other."""
    return replace(connector, paths={operation.path: PathItem({operation.method: operation})})


def _changed_fields(part: Any, kept: set[str]) -> Iterator[tuple[str, Any]]:
    for field in part.__struct_fields__:
        if field not in {"at", *kept}:
            for what, value in _changed(getattr(part, field)):
                yield f"{field}{what}", replace(part, **{field: value})


def _changed(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        yield "", not value
    elif isinstance(value, str):
        yield "", f"{value}~"
    elif isinstance(value, int):
        yield "", value + 1
    elif isinstance(value, tuple):
        yield from ((f"[{n}]", (*value[:n], *value[n + 1 :])) for n in range(len(value)))
    elif isinstance(value, Mapping):
        for key in value:
            yield f".{key} left out", {name: item for name, item in value.items() if name != key}
            yield from ((f".{key}{what}", {**value, key: item}) for what, item in _changed(value[key]))
    elif isinstance(value, MultipartPart):
        yield from _changed_fields(value, set())
