"""``to-array``: turn an object into an array; each member becomes an element with its name and its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.json_places import Missing, Slot, copied
from connectorsmith.runtime.steps._places import at, convert

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Write the name of each member under ``key`` and its value under ``value``, in the order of the members."""
    place, key, value = arguments["place"] or "", arguments.get("key") or "key", arguments.get("value") or "value"

    def made(whole: Slot, item: Slot) -> Json:
        members = at(place, whole, item).get()
        if not isinstance(members, dict):
            raise Missing(f"{place or 'the parent'} is not an object")
        return [{key: name, value: copied(member)} for name, member in members.items()]

    return convert(exchange, arguments, made)
