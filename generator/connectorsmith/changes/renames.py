"""Renames: something that is gone and something that is new, which agree in what makers see of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.fact import Difference, Renamed
from connectorsmith.model import Schema

_TELLING: Final = ("summary", "title", "description")
"""Texts of which one that is equal speaks for a rename."""


def with_renames(
    gone: Iterable[Difference], come: Iterable[Difference], old: Mapping[str, Schema], new: Mapping[str, Schema]
) -> tuple[list[Difference], list[Difference]]:
    """Note at what is gone, and at what is new, the other name where exactly one of each agrees.

    ``old`` and ``new`` have the schemas by the names of the differences.
    """
    gone, come = [*gone], [*come]
    before = _by_signature(gone, old)
    after = _by_signature(come, new)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    back: dict[str, tuple[str, tuple[str, ...]]] = {}
    for signature, names in before.items():
        others = after.get(signature, [])
        if len(names) == len(others) == 1 and names[0] not in found and others[0] not in back:
            evidence = _evidence(signature)
            found[names[0]], back[others[0]] = (others[0], evidence), (names[0], evidence)
    return _noted(gone, found), _noted(come, back)


def _by_signature(differences: Iterable[Difference], schemas: Mapping[str, Schema]) -> dict[tuple[str, ...], list[str]]:
    """The names by each text that a schema has, together with its type and format."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in differences:
        schema = schemas[one.name]
        kind = schema.type or schema.ref or "any type"
        for attribute in _TELLING:
            text = getattr(schema, attribute)
            if text:
                found.setdefault((attribute, text, kind, schema.format or ""), []).append(one.name)
    return found


def _evidence(signature: tuple[str, ...]) -> tuple[str, ...]:
    attribute, _, kind, form = signature
    return (f"same type {kind}" + (f" ({form})" if form else ""), f"same {attribute}")


def _noted(differences: Iterable[Difference], names: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[Difference]:
    return [replace(one, renamed=Renamed(*names[one.name])) if one.name in names else one for one in differences]
