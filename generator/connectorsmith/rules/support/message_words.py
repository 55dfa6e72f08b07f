"""How messages and hints name things: by the words of a spec in a spec, by the keys of the JSON in a package."""

from __future__ import annotations

from typing import Final

from connectorsmith.analysis.json_types import fits
from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.language.vocabulary import (
    OPERATION,
    OPERATION_FACETS,
    PARAMETER,
    SCHEMA,
    SCHEMA_FACETS,
    plain_words,
)
from connectorsmith.model import Json


def in_spec(at: Pointer) -> bool:
    """Whether a place lies in a spec, whose author does not know the keys of a package."""
    return at.document == SPEC.document


def key(at: Pointer, word: str) -> str:
    """A word of operations, parameters and values as the file writes it that a place lies in.

    ``visibility`` is ``x-ms-visibility`` in a package. ``summary`` is that of a parameter or a value.
    """
    return word if in_spec(at) else _KEYS.get(word, word)


def required(at: Pointer, name: str) -> str:
    """How to require the property of a name: on itself in a spec, in the list of its object in a package."""
    return f'write required: true on "{name}"' if in_spec(at) else f'add "{name}" to the required list of its object'


def add_internal(at: Pointer) -> str:
    """How to add an operation that makers do not see."""
    return "add the operation under `internal`" if in_spec(at) else "add it, with x-ms-visibility: internal"


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def quoting(value: Json, wanted: str) -> str | None:
    """The hint for a value that has the wrong type only because of its quotes."""
    if wanted == "string" and type(value) in (int, float, bool):
        return "put it in quotes"
    if isinstance(value, str) and _fits_bare(value, wanted):
        return "write it without quotes"
    return None


def _fits_bare(text: str, wanted: str) -> bool:
    from connectorsmith.source.json.read import decode_json  # takes long to import, and few specs are at fault

    try:
        return fits(decode_json(text), wanted)
    except ValueError:
        return False


_KEYS: Final = {
    **{
        word: key
        for words, facets in ((OPERATION, OPERATION_FACETS), (PARAMETER, {}), (SCHEMA, SCHEMA_FACETS))
        for key, (word, _) in plain_words(words, facets).items()
    },
    "options": "x-ms-dynamic-list",
    "fields": "x-ms-dynamic-properties",
}
"""Of the words that represent a pair of extensions, the one that takes more."""
