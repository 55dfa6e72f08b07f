"""``replace-text``: replace every occurrence of a text inside a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.steps._places import convert, text_at

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Replace ``old``, taken as it is, by ``new``."""
    place, old, new = arguments["place"] or "", arguments["old"], arguments.get("new") or ""
    if not old:
        return "there is no text to look for"
    return convert(exchange, arguments, lambda whole, item: text_at(place, whole, item).replace(old, new))
