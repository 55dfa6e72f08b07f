"""Recipes as several rules look at them: the values in them, each with its place and what it may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from connectorsmith.diagnostics import Pointer
from connectorsmith.language.recipe_expression import json_texts
from connectorsmith.model import ABSENT, Json
from connectorsmith.model.script import (
    Answer,
    Change,
    Decode,
    Errors,
    Form,
    Headers,
    Location,
    LookUp,
    Multipart,
    Phase,
    Query,
    Readdress,
    Recipe,
    Require,
    Response,
    SchemaById,
    Token,
    Translate,
)


class Value(Struct, frozen=True):
    """A text that may hold calls: whether it is an address, whether it is set on an item."""

    text: str
    at: Pointer
    address: bool = False
    item: bool = False


def values(recipe: Recipe) -> Iterator[Value]:
    """The values of a recipe."""
    if isinstance(recipe, Change):
        yield from _mapped(recipe.where, recipe.at / "where")
        for name, value in recipe.set.items():
            yield from (Value(text, recipe.at / "set" / name, item=True) for text in json_texts(value))
    if isinstance(recipe, Require | Translate | Decode):
        yield Value(recipe.value, recipe.at / "value")
    elif isinstance(recipe, Headers | Query):
        yield from _mapped(recipe.set, recipe.at / "set")
        yield from _mapped(recipe.default, recipe.at / "default")
    elif isinstance(recipe, Readdress):
        yield Value(recipe.call, recipe.at, address=True)
    elif isinstance(recipe, LookUp | Token):
        yield from _of_call(recipe)
    elif isinstance(recipe, Form):
        yield from _mapped(recipe.fields, recipe.at)
    elif isinstance(recipe, Multipart):
        yield from _of_parts(recipe)
    else:
        yield from _of_answer(recipe)


def _of_call(recipe: LookUp | Token) -> Iterator[Value]:
    yield Value(recipe.call, recipe.at / "call", address=True)
    if isinstance(recipe, Token):
        yield from _mapped(recipe.form, recipe.at / "form")
        return
    yield from _mapped(recipe.where, recipe.at / "where")
    if recipe.index is not None:
        yield Value(recipe.index, recipe.at / "index")
    if recipe.otherwise is not ABSENT:
        yield from (Value(text, recipe.at / "otherwise") for text in json_texts(recipe.otherwise))


def _of_parts(recipe: Multipart) -> Iterator[Value]:
    for name, part in recipe.parts.items():
        texts = (part.value, part.base64, part.filename)
        yield from (Value(text, recipe.at / name) for text in texts if text is not None)


def _of_answer(recipe: Recipe) -> Iterator[Value]:
    if isinstance(recipe, Answer | Response):
        yield from _mapped(recipe.headers, recipe.at / "headers")
    if isinstance(recipe, Answer) and recipe.body is not ABSENT:
        yield from (Value(text, recipe.at / "body") for text in json_texts(recipe.body))
    elif isinstance(recipe, SchemaById):
        yield Value(recipe.by, recipe.at / "by")
    elif isinstance(recipe, Location):
        yield Value(recipe.path, recipe.at, address=True)
        yield from _mapped(recipe.query, recipe.at / "query")
    elif isinstance(recipe, Errors):
        yield Value(recipe.message, recipe.at / "message")


def _mapped(texts: Mapping[str, Json], at: Pointer) -> Iterator[Value]:
    return (Value(text, at / name) for name, text in texts.items())


def is_final(recipe: Recipe) -> bool:
    """Whether nothing can follow a recipe, since it ends the call."""
    return isinstance(recipe, Answer | SchemaById)


def reads_response(recipe: Recipe) -> bool:
    """Whether there is an answer of the API when a recipe acts."""
    return recipe.acts is Phase.RESPONSE
