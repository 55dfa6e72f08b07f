"""``encode-text``: encode a text for use in an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.steps._places import convert, text_at
from connectorsmith.runtime.url import component, data_string, form_value

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})
_PLAIN: Final = re.compile(r"[A-Za-z0-9._~-]*")
"""Characters that no encoder changes."""
_ENCODERS: Final = {"data-string": data_string, "component": component, "form": form_value}


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Encode the text at ``place``."""
    place = arguments["place"] or ""
    return convert(exchange, arguments, lambda whole, item: _encoded(exchange, text_at(place, whole, item)))


def _encoded(exchange: Exchange, text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    results = {name: encode(text) for name, encode in _ENCODERS.items()}
    if len({*results.values()}) == 1:
        return next(iter(results.values()))
    return results[exchange.choose("property-encoding")]
