"""``move``: move an object, or only its members, into another object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Phase
from connectorsmith.runtime.json_places import Missing, Slot
from connectorsmith.runtime.steps._places import at, change_each

PHASES: Final = frozenset({Phase.REQUEST, Phase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Move ``place`` to ``target``, below ``target-parent``; ``members`` says "true" if only its members move."""
    place, target = str(arguments["place"]), arguments.get("target") or ""
    only_members = str(arguments.get("members") or "false").lower() == "true"

    def change(whole: Slot, item: Slot) -> None:
        source = at(place, whole, item)
        value = source.get()
        parent = at(str(arguments["target-parent"]), whole, item)
        goal = at(target, whole, parent).get()
        if not isinstance(goal, dict) or (only_members and not isinstance(value, dict)):
            raise Missing(f"{place if isinstance(goal, dict) else target or 'the target'} is not an object")
        source.remove()
        goal.update(value if only_members else {str(source.key): value})

    return change_each(exchange, arguments["parent"], place, change)
