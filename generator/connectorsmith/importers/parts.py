"""The one step every importer repeats: sort the keys of a JSON object into what the model knows and the rest.

Nothing is ever lost: a key that is unknown, or whose value is not of the documented kind, goes into ``extra``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Json
from connectorsmith.model.vocabulary import Word

Part = Callable[[Json, Pointer], Any]


class Unfit(Exception):
    """A JSON value that is not of the kind its place asks for, so that it is kept as it is."""


def table(words: Iterable[Word]) -> dict[str, Word]:
    """The words by their key in the package."""
    return {word.key: word for word in words}


def sort_keys(
    value: Json, at: Pointer, words: Mapping[str, Word], parts: Mapping[str, tuple[str, Part]]
) -> tuple[dict[str, Any], dict[str, Json]]:
    """Split a JSON object into attributes of the model and the rest.

    ``parts`` maps a key to an attribute and the function that reads it. Raises ``Unfit`` if the value is no object.
    """
    if type(value) is not dict:
        raise Unfit
    known: dict[str, Any] = {}
    extra: dict[str, Json] = {}
    for key, item in value.items():
        word = words.get(key)
        if word is not None:
            attribute, _, _, fits = word
            if fits(item):
                known[attribute] = word.freeze(item) if type(item) is list else item
            else:
                extra[key] = item
        elif key in parts:
            attribute, part = parts[key]
            try:
                known[attribute] = part(item, at / key)
            except Unfit:
                extra[key] = item
        else:
            extra[key] = item
    return known, extra


def mapping_of(part: Part) -> Part:
    """A reader for an object whose values ``part`` reads."""

    def read(value: Json, at: Pointer) -> dict[str, Any]:
        if type(value) is not dict:
            raise Unfit
        return {key: part(item, at / key) for key, item in value.items()}

    return read


def list_of(part: Part) -> Part:
    """A reader for a list whose items ``part`` reads."""

    def read(value: Json, at: Pointer) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Unfit
        return tuple(part(item, at / index) for index, item in enumerate(value))

    return read
