"""``set-property``: create or overwrite a property of an object, or of each element of an array."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Fault, PolicyPhase
from connectorsmith.runtime.expressions import Failed, Scope
from connectorsmith.runtime.json_places import Slot
from connectorsmith.runtime.steps._places import at, change_each

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Set ``place``, below ``parent``, to ``value``."""
    place = str(arguments["place"])
    as_name = _is_dotted(place) and exchange.choose("dotted-names") == "name"
    notes: dict[str, None] = {}

    def change(whole: Slot, item: Slot) -> None:
        try:
            value = Scope(exchange, whole.get(), item.get()).token(arguments["value"])
        except Failed as failed:
            if exchange.choose("failed-expression") == "fail":
                exchange.forget_body()
                raise Fault(500, f"the value of the property {place} cannot be evaluated: {failed}") from None
            notes[f"nothing is set: {failed}"] = None
            return
        (item.below((place,)) if as_name else at(place, whole, item)).set(value)

    note = change_each(exchange, arguments["parent"], place, change)
    return "; ".join([*filter(None, [note]), *notes, *_unresolved(arguments["value"])])


def _is_dotted(place: str) -> bool:
    return "." in place and not place.startswith(("[", "@"))


def _unresolved(value: str) -> list[str]:
    if "@connectionparameters(" not in value.lower():
        return []
    return ["@connectionParameters is not evaluated in setproperty, the platform stores it as it is written"]
