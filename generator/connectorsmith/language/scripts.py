"""Recipes in a spec: one word each, shared ones by their name; the keys are the attributes of the model.

Nothing is implied but defaults, so that writing a recipe is reading it backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.schemas import read_schema, write_schema
from connectorsmith.model.recipe import Holds
from connectorsmith.model.script import KINDS, Multipart, MultipartPart, Recipe, SchemaById

SCRIPT: Final = "script"
RECIPES: Final = "recipes"
FILE: Final = "file"
"""The value of ``script`` at the root if the author's own script.csx is used unchanged."""

_BY_NAME: Final = (Holds.VALUES, Holds.PARTS)

RecipeForm = str | dict[str, Any]
Fault = Callable[[str, str, Pointer, str], None]
"""Notes a fault: its rule, what is wrong, where, and what to do."""

_KINDS: Final = {kind.word: kind for kind in KINDS}


def read_recipes(form: Mapping[str, Sequence[RecipeForm]], fault: Fault) -> dict[str, tuple[Recipe, ...]]:
    """The shared recipes, by name; one cannot use another."""
    at = SPEC / RECIPES
    return {name: read_script(items, {}, at / name, fault) for name, items in form.items()}


def read_script(
    items: Sequence[RecipeForm], shared: Mapping[str, tuple[Recipe, ...]], at: Pointer, fault: Fault
) -> tuple[Recipe, ...]:
    """The recipes that a list represents, with the shared ones in their place."""
    found: list[Recipe] = []
    for index, item in enumerate(items):
        if not isinstance(item, str):
            found += _read_one(item, at / index, fault)
        elif item in shared:
            found += shared[item]
        else:
            likely = suggest(item, shared)
            hint = f"did you mean {likely}?" if likely else f"write it under `{RECIPES}`, or as `word: …` here"
            fault("unknown-shared-recipe", f'there is no shared recipe "{item}"', at / index, hint)
    return tuple(found)


def _read_one(form: Mapping[str, Any], at: Pointer, fault: Fault) -> Iterator[Recipe]:
    if len(form) != 1:
        words = f"this one has {listed(form)}" if form else "this one has none"
        fault("recipe-not-one", f"a recipe has one word; {words}", at,
              "begin each recipe with a dash of its own")  # fmt: skip
        return
    word, value = next(iter(form.items()))
    kind = _KINDS[word]
    whole = kind.whole if kind.whole and (not isinstance(value, dict) or kind.holds[kind.whole] in _BY_NAME) else None
    values = {whole: value} if whole else {_attribute(key): item for key, item in value.items()}
    if kind is SchemaById:
        inside = at / word / "schemas"
        values["schemas"] = {name: read_schema(item, inside / name) for name, item in values["schemas"].items()}
    if kind is Multipart:
        values["parts"] = {name: _part(item) for name, item in value.items()}
    numbers = _whole_numbers(kind)
    values |= {key: _without_points(values[key]) for key in numbers & values.keys()}
    yield kind(**{key: _freeze(item) for key, item in values.items()}, at=at / word)


@cache
def _whole_numbers(kind: type[Recipe]) -> frozenset[str]:
    """The attributes of a recipe that are whole numbers, or lists of them."""
    return frozenset(item.name for item in fields(kind) if item.type in (int, int | None, tuple[int, ...]))


def _without_points(value: Any) -> Any:
    """A whole number as C# takes it; for JSON Schema, 404.0 is one too."""
    return [int(item) for item in value] if isinstance(value, list) else int(value)


def _part(form: str | Mapping[str, Any]) -> MultipartPart:
    return MultipartPart(form) if isinstance(form, str) else MultipartPart(**form)


def _attribute(key: str) -> str:
    return key.replace("-", "_")


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def write_script(recipes: Sequence[Recipe]) -> list[RecipeForm]:
    """The list that represents recipes, the shared ones written out."""
    return [_write_one(recipe) for recipe in recipes]


def _write_one(recipe: Recipe) -> RecipeForm:
    whole = recipe.whole
    form = {item.name: _write_value(getattr(recipe, item.name)) for item in fields(recipe) if _written(item, recipe)}
    return {recipe.word: form[whole] if whole and len(form) == 1 else form}


def _written(item: FieldInfo, part: object) -> bool:
    if item.name == "at":
        return False
    usual = item.default if item.default_factory is NODEFAULT else item.default_factory()
    return usual is NODEFAULT or getattr(part, item.name) != usual


def _write_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {name: _write_inner(item) for name, item in value.items()}
    return value


def _write_inner(value: Any) -> Any:
    if isinstance(value, MultipartPart):
        form = {item.name: getattr(value, item.name) for item in fields(value) if _written(item, value)}
        return form["value"] if form.keys() == {"value"} else form
    return write_schema(value) if hasattr(value, "walk") else value
