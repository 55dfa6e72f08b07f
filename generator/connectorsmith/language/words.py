"""The table of the language's words, ``words.json``: each key of a spec, declared once.

The table is a JSON Schema of a spec with columns of its own, see ``COLUMNS``. The schema for editors, the vocabulary
that reads and writes packages, and the rules about keys and their values are made from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pkgutil import get_data  # importlib.resources takes thrice as long to import as this table to read
from typing import Any, Final, NamedTuple

from connectorsmith.model.json_shapes import Fits, fits_schema

Table = dict[str, Any]
FILE: Final = "words.json"
COLUMNS: Final[Mapping[str, str]] = {
    "key": "the name of the key in the package, where that is not the word",
    "attribute": "the field of the model that holds the value",
    "extra": "true where the model holds the value in its field extra, by the name of the key",
    "part": "true where code reads and writes the value; a word without this, extra or attribute is not in the package",
    "beside": "true where the package holds nothing of the value, so that a pull keeps what the spec has",
    "within": "the object of the package that holds the key, where the words of a form go to several",
    "value": "the JSON Schema of the value in the package, where that is not the value of the word",
    "implied": "true for a key that a spec does not write",
    "after": "the key that this one comes after in a spec, among those that its form takes from another",
    "keysOf": "the form whose keys may be written in this form too",
    "without": "the keys of that form which may not",
    "extensions": "extensions that may be written by their own names, although there is a word for them",
}
"""The columns of the table: those of a key, and the last three of a form."""
_EXTENSION: Final = "x-ms-"
_FORMS: Final = "#/$defs/"


class Word(NamedTuple):
    """An attribute of the model, its key in the package, its word in a spec, and the kind of value it holds."""

    attribute: str
    key: str
    word: str
    fits: Fits
    is_list: bool = False

    def freeze(self, value: Any) -> Any:
        """The value as the model holds it: lists become tuples."""
        return tuple(value) if type(value) is list and self.is_list else value

    def thaw(self, value: Any) -> Any:
        """The value as JSON holds it."""
        return list(value) if type(value) is tuple else value


Facets = Mapping[str, tuple[str, Fits]]
"""Keys that the model keeps in ``extra``, by their key in the package: the word in a spec, and the kind of value."""


@cache
def table() -> Table:
    """The table as a value; treated as read-only."""
    found: Table = json.loads(get_data("connectorsmith.language", FILE) or b"")
    return found


def form(name: str) -> Table:
    """A form of the table by its name: "" is the root of a spec."""
    if not name:
        return table()
    found: Table = table()["$defs"].get(name) or table()["properties"][name]
    return found


def words(name: str, model: type[Any], within: str | None = None) -> tuple[Word, ...]:
    """The words of a form that are attributes of the model, in the order of the model's fields.

    Raises ValueError if the model has no field of that name.
    """
    fields: tuple[str, ...] = model.__struct_fields__
    found = [_word(key, entry) for key, entry in _entries(name, within) if "attribute" in entry]
    for word in found:
        if word.attribute not in fields:
            raise ValueError(f"{FILE}: {model.__name__} has no field {word.attribute}, which `{word.word}` names")
    return tuple(sorted(found, key=lambda word: fields.index(word.attribute)))


def facets(name: str, within: str | None = None) -> Facets:
    """The words of a form that the model keeps among its ``extra`` keys."""
    found = [(key, entry) for key, entry in _entries(name, within) if entry.get("extra")]
    return {entry.get("key", word): (word, fits_schema(value_schema(entry), resolved)) for word, entry in found}


def fits(name: str, word: str) -> Fits:
    """A test of the value that a key of a form has in the package."""
    return fits_schema(value_schema(form(name)["properties"][word]), resolved)


def package_keys(name: str, within: str | None = None) -> dict[str, Table]:
    """The keys of the package that a form declares, each with the JSON Schema of its value there."""
    return {entry.get("key", word): value_schema(entry) for word, entry in _entries(name, within) if _packed(entry)}


def words_within(within: str) -> frozenset[str]:
    """The words of a spec's root whose keys are in one object of the package."""
    return frozenset(word for word, _ in _entries("", within))


def words_beside() -> tuple[str, ...]:
    """The words of a spec's root that the package holds nothing of."""
    return tuple(word for word, entry in form("")["properties"].items() if entry.get("beside"))


def words_named_empty(kind: str) -> frozenset[str]:
    """The words of a spec's root that ``empty`` may name and whose value is of a kind of JSON Schema, such as array."""
    keys = form("")["properties"]
    return frozenset(word for word in keys["empty"]["items"]["enum"] if resolved(keys[word])["type"] == kind)


def resolved(schema: Table) -> Table:
    """A part of the table, or the one that it refers to."""
    while "$ref" in schema:
        target: Any = table()
        for key in schema["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        schema = target
    return schema


def value_schema(entry: Table) -> Table:
    """The JSON Schema of the value in the package, for a key of the table."""
    found: Table = entry.get("value", entry)
    return found


def extension_keys(name: str) -> list[str]:
    """The extensions of Power Platform that a form has words for, and so does not take by their own names."""
    kept = form(name).get("extensions", ())
    found = dict.fromkeys(_key(word, entry) for word, entry in _all_entries(name))
    return [key for key in found if key.startswith(_EXTENSION) and key not in kept]


def _key(word: str, entry: Table) -> str:
    """The key in the package, which a reference to a key of another form brings along."""
    of, _, name = entry.get("$ref", "").partition("/properties/")
    known = form(of.removeprefix(_FORMS))["properties"][name] if name and of.startswith(_FORMS) else entry
    found: str = known.get("key", word)
    return found


def _word(key: str, entry: Table) -> Word:
    schema = resolved(value_schema(entry))
    is_list = schema.get("type") == "array"
    return Word(entry["attribute"], entry.get("key", key), key, fits_schema(schema, resolved), is_list)


def _packed(entry: Table) -> bool:
    return "attribute" in entry or "extra" in entry or "part" in entry


def _entries(name: str, within: str | None) -> Iterator[tuple[str, Table]]:
    """The keys that a form declares itself, of one object of the package."""
    return ((key, entry) for key, entry in form(name)["properties"].items() if entry.get("within") == within)


def _all_entries(name: str) -> Iterator[tuple[str, Table]]:
    """The keys of a form, those it takes from another first."""
    here = form(name)
    if "keysOf" in here:
        without = here.get("without", ())
        yield from ((key, entry) for key, entry in _all_entries(here["keysOf"]) if key not in without)
    yield from here.get("properties", {}).items()
