"""Recipes as several rules look at them: the values in them, each with its place and what it may read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from connectorsmith.diagnostics import Pointer
from connectorsmith.language.recipe_expression import json_texts
from connectorsmith.model import ABSENT
from connectorsmith.model.recipe import Holds, Phase, Recipe


class Value(Struct, frozen=True):
    """A text that may hold calls: whether it is an address, whether it is set on an item."""

    text: str
    at: Pointer
    address: bool = False
    item: bool = False


def values(recipe: Recipe) -> Iterator[Value]:
    """The values of a recipe."""
    for name, holds in recipe.holds.items():
        value = getattr(recipe, name)
        if value is not None and value is not ABSENT:
            yield from _values(value, holds, recipe.at if name == recipe.whole else recipe.at / name)


def _values(value: Any, holds: Holds, at: Pointer) -> Iterator[Value]:
    if holds is Holds.JSON:
        yield from (Value(text, at) for text in json_texts(value))
    elif holds is Holds.VALUES:
        yield from (Value(text, at / name) for name, text in value.items())
    elif holds is Holds.ITEMS:
        yield from (Value(text, at / name, item=True) for name, item in value.items() for text in json_texts(item))
    elif holds is Holds.PARTS:
        texts = ((name, text) for name, part in value.items() for text in (part.value, part.base64, part.filename))
        yield from (Value(text, at / name) for name, text in texts if text is not None)
    else:
        yield Value(value, at, address=holds is Holds.ADDRESS)


def is_final(recipe: Recipe) -> bool:
    """Whether nothing can follow a recipe, since it ends the call; a snippet is given what comes after it."""
    return recipe.phase is Phase.ANSWER


def reads_response(recipe: Recipe) -> bool:
    """Whether there is an answer of the API when a recipe acts."""
    return recipe.acts is Phase.RESPONSE
