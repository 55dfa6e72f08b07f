"""``call``: ask the service for a value before the call, and put it into a header or a query parameter.

The extra call goes to the address that the request has at this point, with its headers and no body.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.language.policy_expression import HEADERS, QUERY, Path, PolicyCall, policy_parts
from connectorsmith.model import Json
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.exchange import Exchange, Fault, NotJson, PolicyPhase, parse
from connectorsmith.runtime.expressions import Failed, Scope
from connectorsmith.runtime.message import read, with_header
from connectorsmith.runtime.steps._places import reference
from connectorsmith.runtime.url import legal, with_value

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Call ``path`` with ``method``, ``take`` a value from the answer, and store it ``into`` a header or parameter."""
    path, _, query = legal(Scope(exchange).path(arguments["path"])).partition("?")
    method = str(arguments.get("method") or "GET").upper()
    inner = replace(exchange.request, method=method, path=path, query=query, body=b"", stream=None)
    try:
        response = await read(await exchange.around.send(inner.request(), str(arguments["take"])))
        if response.status >= 400:
            raise Failed(f"the service answers {response.status} to {method} {path}")
        value = Scope(exchange, parse(response.body)).text(arguments["take"])
    except (BackendFailure, NotJson, Failed) as failure:
        reason = f"no value from {method} {path}: {failure}"
        if exchange.choose("inner-call") == "fail":
            raise Fault(500, reason) from None
        return reason
    return _store(exchange, str(arguments["into"]), value, reference(str(arguments["take"])).path)


def _store(exchange: Exchange, into: str, value: str, origin: Path) -> str:
    target = next((part for part in policy_parts(into) if isinstance(part, PolicyCall)), None)
    if target is None or target.function not in (HEADERS, QUERY):
        return f"{into!r} names neither a header nor a query parameter"
    name = target.arguments[0]
    if name.lower() == "authorization" or is_secret_name(name) or is_secret_name(str(origin[-1:])):
        exchange.secrets.append(value)
    if target.function == QUERY:
        exchange.request = replace(exchange.request, query=with_value(exchange.request.query, name, value))
    elif exchange.phase is PolicyPhase.REQUEST or exchange.response is None:
        exchange.request = replace(exchange.request, headers=with_header(exchange.request.headers, name, value))
    else:
        exchange.response = replace(exchange.response, headers=with_header(exchange.response.headers, name, value))
    return ""
