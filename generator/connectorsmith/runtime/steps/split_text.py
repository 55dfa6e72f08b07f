"""``split-text``: cut a text at its delimiters into an array of objects, each with one property."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.steps._places import convert, text_at

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Cut at ``delimiters``; the property ``name`` of each object holds the piece."""
    place, delimiters, name = arguments["place"] or "", arguments["delimiters"], arguments["name"]
    return convert(
        exchange,
        arguments,
        lambda whole, item: [{name: piece} for piece in _pieces(exchange, text_at(place, whole, item), delimiters)],
    )


def _pieces(exchange: Exchange, text: str, delimiters: str) -> list[str]:
    if not delimiters:
        return [text]
    each = re.split(f"[{re.escape(delimiters)}]", text)
    if len(delimiters) > 1 and each != text.split(delimiters) and exchange.choose("delimiters") == "whole":
        each = text.split(delimiters)
    trimmed = [piece.strip() for piece in each if piece.strip()]
    return trimmed if trimmed != each and exchange.choose("pieces") == "trim" else each
