"""``move``: move an object, or only its members, into another object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.json_places import Missing, Slot
from connectorsmith.runtime.steps._places import at, change_each

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


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
        if source.container is whole.container or _holds(value, goal):
            raise Missing(f"{place if value is not whole.get() else 'the body'} cannot be moved into itself")
        source.remove()
        goal.update(value if only_members else {str(source.key): value})

    return change_each(exchange, arguments["parent"], place, change)


def _holds(value: Json, part: Json) -> bool:
    """Whether an object or a list is another one, or has it inside."""
    if value is part:
        return True
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds(one, part) for one in inside)
