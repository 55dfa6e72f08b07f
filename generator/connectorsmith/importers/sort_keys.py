"""The one step every importer repeats: sort the keys of a JSON object into what the model knows and the rest.

Nothing is ever lost: a key that is unknown, or whose value is not of the documented kind, goes into ``extra``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from connectorsmith.diagnostics import Pointer
from connectorsmith.language.vocabulary import Word
from connectorsmith.model import Json
from connectorsmith.model.json_shapes import Fits

PartReader = Callable[[Json, Pointer, bool], Any]
"""Reads a value at its place. The flag is that of ``sort_keys``."""


class UnexpectedShape(Exception):
    """A JSON value that is not of the kind its place asks for, so that it is kept as it is.

    Where only some members of an object or a list are at fault, ``fit`` is what can be read, and ``rest`` the others.
    """

    def __init__(self, fit: Any = None, rest: Json = None) -> None:
        super().__init__()
        self.fit, self.rest = fit, rest


Words = Mapping[str, tuple[str, Fits, bool]]
"""By their key in the package the attributes of words, the tests of their values, and whether those are lists.

They are plain tuples, which are read faster than words: a large definition has hundreds of thousands of keys.
"""


def table(words: Iterable[Word]) -> Words:
    """The words by their key in the package."""
    return {word.key: (word.attribute, word.fits, word.is_list) for word in words}


def sort_keys(
    value: Json, at: Pointer, words: Words, parts: Mapping[str, tuple[str, PartReader]], partial: bool
) -> tuple[dict[str, Any], dict[str, Json]]:
    """Split a JSON object into attributes of the model and the rest.

    ``parts`` maps a key to an attribute and the function that reads it. If some members of a part do not fit, all of it
    goes to the rest, so that it is rendered as it was. With ``partial`` the members that fit are read, and only the
    others go there: for lint, where one bad member must not hide its neighbours. Raises ``UnexpectedShape`` if the
    value is not an object.
    """
    if type(value) is not dict:
        raise UnexpectedShape
    known: dict[str, Any] = {}
    extra: dict[str, Json] = {}
    for key, item in value.items():
        if key in words:
            attribute, fits, is_list = words[key]
            if not fits(item):
                extra[key] = item
            else:
                known[attribute] = tuple(item) if is_list and type(item) is list else item
        elif key in parts:
            attribute, part = parts[key]
            try:
                known[attribute] = part(item, Pointer(key, at), partial)
            except UnexpectedShape as fault:
                extra[key] = item
                if fault.fit and partial:
                    known[attribute], extra[key] = fault.fit, fault.rest
        else:
            extra[key] = item
    return known, extra


def mapping_of(part: PartReader) -> PartReader:
    """A reader for an object whose values ``part`` reads."""

    def read(value: Json, at: Pointer, partial: bool) -> dict[str, Any]:
        if type(value) is not dict:
            raise UnexpectedShape
        found: dict[str, Any] = {}
        rest: dict[str, Json] = {}
        for key, item in value.items():
            try:
                found[key] = part(item, Pointer(key, at), partial)
            except UnexpectedShape:
                rest[key] = item
        if rest:
            raise UnexpectedShape(found, rest)
        return found

    return read


def list_of(part: PartReader) -> PartReader:
    """A reader for a list whose items ``part`` reads; in the rest of one, those that fit are empty objects."""

    def read(value: Json, at: Pointer, partial: bool) -> tuple[Any, ...]:
        if type(value) is not list:
            raise UnexpectedShape
        found: list[Any] = []
        unfit: dict[int, Json] = {}
        for index, item in enumerate(value):
            try:
                found.append(part(item, Pointer(index, at), partial))
            except UnexpectedShape:
                unfit[index] = item
        if unfit:
            raise UnexpectedShape(tuple(found), [unfit.get(index, {}) for index in range(len(value))])
        return tuple(found)

    return read
