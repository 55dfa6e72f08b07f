"""``to-object``: turn an array of objects into one object; a property of each element becomes its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Fault, PolicyPhase
from connectorsmith.runtime.json_places import Missing, Slot, copied, root
from connectorsmith.runtime.steps._places import at, convert, reference

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Take ``key`` of each element as the name; ``retain`` says whether elements keep it, "true" or "false"."""
    place, retain = arguments["place"] or "", str(arguments.get("retain") or "true").lower() != "false"

    def made(whole: Slot, item: Slot) -> Json:
        elements = at(place, whole, item).get()
        if not isinstance(elements, list):
            raise Missing(f"{place or 'the parent'} is not an array")
        return _object(exchange, elements, str(arguments["key"]), retain)

    return convert(exchange, arguments, made)


def _object(exchange: Exchange, elements: list[Json], key: str, retain: bool) -> dict[str, Json]:
    result: dict[str, Json] = {}
    for element in elements:
        named = root(copied(element))
        try:
            place = named.below(reference(key).path)
            name = _name(place.get())
        except Missing:
            if exchange.choose("missing-key") == "fail":
                exchange.forget_body()
                raise Fault(500, f"an element of the array has no {key}, which is to be its name") from None
            continue
        if name in result and not _replaces(exchange, name):
            continue
        if not retain:
            place.remove()
        result[name] = named.get()
    return result


def _name(value: Json) -> str:
    if value is None or isinstance(value, dict | list):
        raise Missing("the name is not a plain value")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _replaces(exchange: Exchange, name: str) -> bool:
    choice = exchange.choose("duplicate-key")
    if choice == "fail":
        exchange.forget_body()
        raise Fault(500, f"two elements of the array have the name {name}")
    return choice == "last"
