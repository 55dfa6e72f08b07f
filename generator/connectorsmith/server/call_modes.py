"""The ways in which a call is run to its end: at once, until a result is due, page by page, or in chunks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model import Operation
from connectorsmith.runtime.asynchronous import execute_to_the_end
from connectorsmith.runtime.chunks import CHUNK, download, takes_chunks, upload
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.paging import all_pages, next_link_name
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Trace

Progress = Callable[[str], None]


async def to_the_end(gateway: Gateway, operation: Operation, call: Call, progress: Progress) -> Result:
    """Run a call; a large body goes in chunks where the operation takes them, and a 202 is followed to its result."""
    if takes_chunks(operation):
        body = compose(gateway.connector, operation, call).body
        if operation.method.lower() == "get" or len(body) > CHUNK:
            transfer = await (upload if body else download)(gateway, call)
            if transfer.reason is not None:
                progress(transfer.reason)
            return merged(gateway, (*transfer.earlier, transfer.result))

    async def wait(seconds: float) -> None:
        progress(f"the answer is 202: asking again in {seconds:g} seconds")
        await asyncio.sleep(seconds)

    outcome = await execute_to_the_end(gateway, call, wait)
    if outcome.reason is not None:
        progress(outcome.reason)
    return merged(gateway, (*outcome.earlier, outcome.result))


async def every_page(gateway: Gateway, call: Call, progress: Progress) -> Result:
    """Run a call and follow its pages; the answer has the items of all of them, unless a page fails.

    Raises ConnectorsmithError if the operation has no pages.
    """
    if next_link_name(gateway.connector, call.operation) is None:
        raise ConnectorsmithError(f"{call.operation} has no pages", "give it `pageable`, or leave --pages out")
    pages = await all_pages(gateway, call)
    progress(f"pages: {len(pages.results)}, items: {len(pages.items)}; {pages.reason}")
    whole = merged(gateway, pages.results)
    if not 200 <= whole.response.status <= 299:
        return whole
    body = json.dumps({"value": list(pages.items)}, ensure_ascii=False).encode()
    return replace(whole, response=Response(200, (("Content-Type", "application/json"),), body))


def merged(gateway: Gateway, results: Iterable[Result]) -> Result:
    """The last of several results, with the steps of all of them."""
    listed = tuple(results)
    steps = [step for result in listed for step in result.trace]
    return replace(listed[-1], trace=Trace(steps, secrets_of(gateway.connector, gateway.connection)))
