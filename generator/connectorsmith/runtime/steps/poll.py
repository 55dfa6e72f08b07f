"""``poll``: make a trigger of a call: each answer leaves a state, which the next poll brings back.

The state is in the query of the Location header, as ``triggerState``; see
https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime import url
from connectorsmith.runtime.exchange import Exchange, NotJson, PolicyPhase, parse, written
from connectorsmith.runtime.expressions import Failed, Scope
from connectorsmith.runtime.json_places import Missing, follow
from connectorsmith.runtime.message import Response, header, with_header
from connectorsmith.runtime.steps._places import reference

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})
STATE: Final = "triggerState"
"""The query parameter that carries the state from one poll to the next."""
_NEXT_LINK: Final = "x-ms-triggerConfig-nextLink"
"""The entry of the configuration that names the property with the link to the next page, and that of a state with the
query of that link."""
_LINK: Final = "@odata.nextLink"
"""The property where the configuration names none."""


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Before the call, put the state of the last poll into the query; after it, answer as a polling trigger does.

    ``config`` has the query parameters of the next poll, each with its value; ``data`` is the place of the items.
    Where an answer has a further page, the next poll is due at once and asks for that page; the state that it leaves is
    that of the first page, which has the newest item.
    """
    if exchange.phase is PolicyPhase.REQUEST:
        return _bring_back(exchange)
    response = exchange.response
    if response is None or not 200 <= response.status < 300:
        return "the answer is not a success, so the state stays"
    try:
        body = exchange.body()
        items = follow(body, reference(str(arguments["data"])).path)
    except (NotJson, Missing) as fault:
        items, body, reason = None, None, str(fault)
    else:
        reason = "" if items else "there are no items"
    old, config = dict(exchange.poll_state), arguments["config"]
    further = old.pop(_NEXT_LINK, None) is not None
    state = _next_state(exchange, config, body, old) if items and not further else old
    page = _next_page(exchange, config, body)
    exchange.response = _answer(exchange, response, items, state, page)
    if page is not None:
        return "there is a further page, which the next poll asks for at once"
    return reason or f"the next poll sends {', '.join(state) or 'nothing'}"


def _bring_back(exchange: Exchange) -> str:
    query = exchange.request.query
    if url.value_in(query, STATE) is None:
        return "this is the first poll, which sets the state"
    exchange.poll_state = _old_state(exchange)
    exchange.first_poll = False
    state = dict(exchange.poll_state)
    page = state.pop(_NEXT_LINK, None)
    if page is not None:
        exchange.request = replace(exchange.request, query=page)
        return "this asks for a further page of the last poll"
    query = url.without(query, STATE)
    for name, value in state.items():
        query = url.with_value(query, name, value)
    exchange.request = replace(exchange.request, query=query)
    return f"the state of the last poll is {', '.join(state) or 'empty'}"


def _old_state(exchange: Exchange) -> dict[str, str]:
    """The state that the caller brings; what cannot be read counts as none."""
    try:
        state = parse((url.value_in(exchange.around.public_query, STATE) or "{}").encode())
    except NotJson:
        return {}
    return {str(name): str(value) for name, value in state.items()} if isinstance(state, dict) else {}


def _next_state(exchange: Exchange, config: Mapping[str, Json], body: Json, old: Mapping[str, str]) -> dict[str, str]:
    scope = Scope(exchange, body)
    state: dict[str, str] = {}
    for name, value in config.items():
        if name in ("", _NEXT_LINK):
            continue
        try:
            state[name] = scope.text(str(value))
        except Failed:
            if exchange.choose("poll-empty") == "keep" and name in old:
                state[name] = old[name]
    return state


def _next_page(exchange: Exchange, config: Mapping[str, Json], body: Json) -> str | None:
    """The query of the link to the next page, where it has the path of this one; the first poll asks for one page."""
    link = body.get(str(config.get(_NEXT_LINK) or _LINK)) if isinstance(body, dict) else None
    if not isinstance(link, str) or not link:
        return None
    if exchange.first_poll and exchange.around.options["poll-first"] == "no-items":
        return None
    _, path, query = url.split(link)
    same = path == url.split(url.joined(exchange.request.service, exchange.request.path))[1]
    return query if same and exchange.choose("poll-pages") == "follow" else None


def _answer(exchange: Exchange, response: Response, items: Json, state: dict[str, str], page: str | None) -> Response:
    around = exchange.around
    if page is not None:
        state = {**state, _NEXT_LINK: page}
    query = url.with_value(around.public_query, STATE, written(state).decode())
    headers = with_header(response.headers, "Location", url.joined(around.public, around.public_path, query))
    if page is not None:
        headers = with_header(headers, "Retry-After", "0")
    elif header(headers, "Retry-After") is None:
        headers = with_header(headers, "Retry-After", exchange.choose("poll-seconds"))
    waits = not items or (exchange.first_poll and exchange.choose("poll-first") == "no-items")
    return Response(202, headers) if waits else Response(200, headers, written(items))
