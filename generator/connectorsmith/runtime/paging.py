"""All pages of a list, as a client follows them where an operation has ``x-ms-pageable``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from msgspec import Struct

from connectorsmith.model import Connector, Json
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import follow_link, whole
from connectorsmith.runtime.message import Response

MOST_ITEMS: Final = 100_000
"""Items that a flow collects in the larger plans; 5,000 in the smallest,
https://learn.microsoft.com/power-automate/limits-and-config."""
_PAGEABLE: Final = "x-ms-pageable"
_MOST_PAGES: Final = 10_000


class Pages(Struct, frozen=True):
    """The items of all pages, the result of each page, and why there are no more."""

    items: tuple[Json, ...]
    results: tuple[Result, ...]
    reason: str


def next_link_name(connector: Connector, operation: str) -> str | None:
    """The property of an answer that holds the link to the next page, or ``None`` for an operation without pages."""
    found = connector.operation(operation)
    pageable = found.extra.get(_PAGEABLE) if found is not None else None
    name = pageable.get("nextLinkName") if isinstance(pageable, dict) else None
    return name if isinstance(name, str) and name else None


async def all_pages(gateway: Gateway, call: Call, most: int = MOST_ITEMS) -> Pages:
    """Run an operation and follow its pages, until there are no more or ``most`` items. Raises as ``execute`` does."""
    items: list[Json] = []
    results: list[Result] = []
    reason = "the pages do not end"
    async for page, result, ending in _pages(gateway, call):
        results.append(result)
        items += page
        if ending is not None:
            reason = ending
        if len(items) >= most:
            return Pages(tuple(items[:most]), tuple(results), f"{most:,} items are the most that are collected")
    return Pages(tuple(items), tuple(results), reason)


async def _pages(gateway: Gateway, call: Call) -> AsyncIterator[tuple[list[Json], Result, str | None]]:
    """Each page with its result, and on the last one why it is the last."""
    name = next_link_name(gateway.connector, call.operation)
    result = await execute(gateway, call)
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        result = await whole(gateway, result)
        items, link, ending = _read(result.response, name)
        if link is not None and link in seen:
            ending, link = f"the link {name} leads to a page that was there already", None
        yield items, result, ending
        if link is None:
            return
        seen.add(link)
        result = await follow_link(gateway, link, call.client, "next-link")


def _read(response: Response, name: str | None) -> tuple[list[Json], str | None, str | None]:
    """The items of a page, the link to the next one, and why there is none."""
    if not 200 <= response.status < 300:
        return [], None, f"a page is answered with {response.status}"
    try:
        body = parse(response.body)
    except NotJson:
        return [], None, "a page is not JSON"
    if not isinstance(body, dict):
        return (body if isinstance(body, list) else []), None, "the answer is not an object, so it has no further page"
    value = body.get("value")
    items = value if isinstance(value, list) else []
    if name is None:
        return items, None, "the operation has no pages"
    link = body.get(name)
    if not isinstance(link, str) or not link:
        return items, None, f"there is no {name}, so this is the last page"
    return items, link, None
