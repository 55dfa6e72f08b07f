"""Renames: something that is gone and something that is new, which agree in what makers see or enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.choices import key
from connectorsmith.changes.fact import Difference, Renamed
from connectorsmith.model import Schema

_TELLING: Final = ("summary", "title", "description")
"""Texts of which one that is equal speaks for a rename."""
_SHORTEST: Final = 5
"""Letters of a name from which another name that begins with it is similar."""

Signature = tuple[str, ...]
"""The evidence for a rename, in words, and the keys that have to be equal."""


def with_renames(
    gone: Iterable[Difference], come: Iterable[Difference], old: Mapping[str, Schema], new: Mapping[str, Schema]
) -> tuple[list[Difference], list[Difference]]:
    """Note at what is gone, and at what is new, the other name where exactly one of each agrees.

    ``old`` and ``new`` have the schemas by the names of the differences.
    """
    gone, come = [*gone], [*come]
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    back: dict[str, tuple[str, tuple[str, ...]]] = {}
    for signatures in (_of_content, _of_name):
        before = _by_signature((one.name for one in gone if one.name not in found), old, signatures)
        after = _by_signature((one.name for one in come if one.name not in back), new, signatures)
        for signature, names in before.items():
            others = after.get(signature, [])
            if len(names) == len(others) == 1 and names[0] not in found and others[0] not in back:
                if signatures is _of_name and not _similar(names[0], others[0]):
                    continue
                evidence = _evidence(signature, old[names[0]])
                found[names[0]], back[others[0]] = (others[0], evidence), (names[0], evidence)
    return _noted(gone, found), _noted(come, back)


def _by_signature(
    names: Iterable[str], schemas: Mapping[str, Schema], signatures: Callable[[str, Schema], Iterator[Signature]]
) -> dict[Signature, list[str]]:
    """The names by each signature, which holds the type and format as well."""
    found: dict[Signature, list[str]] = {}
    for name in names:
        schema = schemas[name]
        for signature in signatures(name, schema):
            found.setdefault((*signature, _kind(schema), schema.format or ""), []).append(name)
    return found


def _of_content(name: str, schema: Schema) -> Iterator[Signature]:
    """The parts of a schema that identify it: a text, its choices, its own fields."""
    for attribute in _TELLING:
        if text := getattr(schema, attribute):
            yield attribute, text
    if schema.enum and len(schema.enum) > 1:
        yield "values", *sorted(map(key, schema.enum))
    if schema.properties and len(schema.properties) > 1:
        yield "fields", *sorted(schema.properties)


def _of_name(name: str, schema: Schema) -> Iterator[Signature]:
    """How a name begins, without its case and what separates words."""
    if len(plain := _plain(name)) >= _SHORTEST:
        yield "name", plain[:_SHORTEST]


def _similar(name: str, other: str) -> bool:
    """Whether one of two names begins with the other."""
    return _plain(name).startswith(_plain(other)) or _plain(other).startswith(_plain(name))


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _kind(schema: Schema) -> str:
    return schema.type or schema.ref or "any type"


def _evidence(signature: Signature, schema: Schema) -> tuple[str, ...]:
    form = f" ({schema.format})" if schema.format else ""
    word = "similar name" if signature[0] == "name" else f"same {signature[0]}"
    return f"same type {_kind(schema)}{form}", word


def _noted(differences: Iterable[Difference], names: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[Difference]:
    return [replace(one, renamed=Renamed(*names[one.name])) if one.name in names else one for one in differences]
