"""``next-link``: rewrite the link to the next page, so that it leads back through the gateway.

The address of the connection at the gateway is what scripts know as the header X-MS-APIM-Referrer-Prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime import url
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.json_places import Slot
from connectorsmith.runtime.steps._places import change_each

PHASES: Final = frozenset({PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Rewrite the property ``name`` of the object at ``parent``; no link, or an empty one, stays as it is."""
    name, notes = str(arguments["name"]), []

    def change(whole: Slot, item: Slot) -> None:
        members = item.get()
        link = members.get(name) if isinstance(members, dict) else None
        if not isinstance(link, str) or not link:
            notes.append(f"there is no {name}, so this is the last page")
            return
        members[name] = _through_gateway(exchange, link)

    note = change_each(exchange, arguments.get("parent") or "", "", change)
    return "; ".join([*filter(None, [note]), *notes])


def _through_gateway(exchange: Exchange, link: str) -> str:
    around, (host, path, query) = exchange.around, url.split(link)
    if exchange.choose("next-link-form") == "query":
        return url.joined(around.public, around.public_path, query)
    _, base, _ = url.split(exchange.request.service)
    if host and base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :]
    return url.joined(around.public, path or around.public_path, query)
