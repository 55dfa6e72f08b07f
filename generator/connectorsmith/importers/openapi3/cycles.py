"""Schemas that require themselves, directly or over others: no value could end, so one member becomes optional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

_PREFIX: Final = "#/definitions/"
_DONE: Final = 2


def open_circles(definitions: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Make one member of each circle of required members optional; returns the definition and the member of each."""
    states: dict[str, int] = {}
    opened: list[tuple[str, str]] = []
    for start in definitions:
        if start not in states:
            opened += _closing(start, definitions, states)
    optional: dict[str, set[str]] = {}
    for name, member in opened:
        optional.setdefault(name, set()).add(member)
    for name, members in optional.items():
        required = [one for one in definitions[name]["required"] if one not in members]
        if required:
            definitions[name]["required"] = required
        else:
            del definitions[name]["required"]
    return opened


def _closing(start: str, definitions: Mapping[str, Any], states: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Follow required members depth first; one that leads back to a definition on the way closes a circle."""
    states[start] = 1
    way = [(start, iter(_required(definitions[start])))]
    while way:
        name, members = way[-1]
        step = next(members, None)
        if step is None:
            states[name] = _DONE
            way.pop()
            continue
        member, target = step
        if states.get(target) == 1:
            yield name, member
        elif target not in states and target in definitions:
            states[target] = 1
            way.append((target, iter(_required(definitions[target]))))


def _required(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The required members that are definitions, with their names."""
    members = schema.get("properties", {})
    required = dict.fromkeys(schema.get("required", ()))
    found = ((name, members.get(name, {}).get("$ref")) for name in required)
    return [(name, reference.removeprefix(_PREFIX)) for name, reference in found if isinstance(reference, str)]
