"""The headers that the platform adds on the way to the service, with invented values.

Their names are those of a request that reached a public collector in May 2025.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Operation
from connectorsmith.runtime.exchange import Outgoing, Surroundings
from connectorsmith.runtime.gateway import Client
from connectorsmith.runtime.url import data_string, joined

REFERRER: Final = "X-MS-APIM-Referrer"
PREFIX: Final = "X-MS-APIM-Referrer-Prefix"
_CALLBACK: Final = "https://unitedstates.consent.azure-apim.net"


def platform_headers(
    request: Outgoing,
    around: Surroundings,
    operation: Operation,
    client: Client,
    new_id: Callable[[], str],
    callback: str | None = None,
) -> Outgoing:
    """The request with the headers of the platform; those that it has stay."""
    there = {name.lower() for name, value in request.headers if value}
    named = _headers(around, operation, client, new_id, callback)
    added = [pair for pair in named if pair[0].lower() not in there]
    return replace(request, headers=(*request.headers, *added))


def _headers(
    around: Surroundings, operation: Operation, client: Client, new_id: Callable[[], str], callback: str | None
) -> Iterator[tuple[str, str]]:
    run, correlation = new_id(), new_id()
    yield "x-ms-client-request-id", correlation
    yield "x-ms-correlation-id", correlation
    yield "x-ms-tracking-id", new_id()
    yield "x-ms-activity-vector", "IN.0O"
    if client == "flow":
        yield "User-Agent", f"azure-logic-apps/1.0 (workflow {run}; version 1) microsoft-flow/1.0"
        yield "x-ms-workflow-id", run
        yield "x-ms-workflow-name", run
        yield "x-ms-workflow-run-id", run
        yield "x-ms-workflow-operation-name", (operation.id or "")
        yield "x-ms-execution-location", "local"
        if operation.trigger is not None and callback is not None:
            yield "x-ms-trigger-callback-url", callback
    else:
        yield "x-ms-user-agent", "PowerFx/1.0"
        yield "User-Agent", "PowerFx/1.0"
    yield REFERRER, joined(around.public, _encoded_again(around), around.public_query)
    yield PREFIX, around.public
    yield "X-MS-APIM-Callback", _CALLBACK
    yield "MS-Int-AppId", "Microsoft API Hubs"
    yield "Accept-Encoding", "gzip,deflate"
    yield "Accept-Language", "en-US"


def _encoded_again(around: Surroundings) -> str:
    """The path of the call; the platform encodes the values of path parameters once more here."""
    path = around.public_path
    for value in around.variables.values():
        if "%" in value:
            path = path.replace(value, data_string(value))
    return path
