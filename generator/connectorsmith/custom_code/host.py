"""The host of a connector's script: a pool of resident processes, which are replaced when a call ends one.

The script reaches nothing but ``send``: its process has pipes and no other way out, an HttpClient of its own is routed
over the same pipe, and a script that names sockets, WebClient, processes or reflection is refused.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Final
from uuid import uuid4

from msgspec import Struct

from connectorsmith.custom_code.frames import Failed, Log, Order
from connectorsmith.custom_code.mono import NAMESPACE
from connectorsmith.custom_code.process import Crash, Ended, Late, ScriptProcess
from connectorsmith.model.files import SCRIPT
from connectorsmith.runtime.message import MOST_BYTES, Request, Response, read
from connectorsmith.runtime.script_host import Log as LogLine
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure, Send

MESSAGE_BYTES: Final = MOST_BYTES
"""The largest body in either direction."""
STATUSES: Final = range(200, 1000)
"""Final statuses, https://www.rfc-editor.org/rfc/rfc9110#section-15."""
_OWN: Final = "the platform is to block these, call this.Context.SendAsync"
_WITH_CONTENT: Final = ("POST", "PUT", "PATCH")


class HostOptions(Struct, frozen=True):
    """How many processes there are; whether ids of operations are in base64, as they are in some regions.

    ``empty_content`` gives a request without a body an empty Content; the platform's choice is not documented.
    """

    processes: int = 2
    base64_ids: bool = False
    empty_content: bool = False


class MonoHost:
    """Runs a compiled script: ``library``, with the program ``harness``."""

    def __init__(self, harness: Path, library: Path, options: HostOptions | None = None) -> None:
        self._harness = harness
        self._library = library
        self._options = options or HostOptions()
        self._numbers = count(1)
        self._free = asyncio.LifoQueue[ScriptProcess | None]()
        for _ in range(self._options.processes):
            self._free.put_nowait(None)

    async def run(self, call: ScriptCall) -> Response:
        """The response of the script; waits until a process is free. Raises ScriptFailure."""
        request, timeout, log = await read(call.request), call.timeout, call.log
        _measure(request.body, "the request")
        correlation = call.correlation_id or str(uuid4())
        order = self._order(request, call.operation_id, timeout, call.original_uri, correlation)
        process = await self._free.get()
        try:
            process = await self._running(process)
            ended = await process.call(order, request.body, _sending(call.send, log), _telling(log))
            if ended.busy:
                process = await self._running(process)
                ended = await process.call(order, request.body, _sending(call.send, log), _telling(log))
        except Late as late:
            raise ScriptFailure("timeout", f"the script did not end in {timeout:g} seconds") from late
        except Crash as crash:
            raise ScriptFailure(
                "crash", f"the process of the script ended{f': {crash}' if str(crash) else ''}"
            ) from crash
        finally:
            self._free.put_nowait(process)
        return _response(ended, order)

    async def _running(self, process: ScriptProcess | None) -> ScriptProcess:
        """The process, or a new one if it is gone."""
        return process if process is not None and process.alive else await ScriptProcess.start(self._harness)

    async def stop(self) -> None:
        """End the processes; calls that run are lost."""
        while not self._free.empty():
            process = self._free.get_nowait()
            if process is not None:
                await process.stop()

    def _order(self, request: Request, operation: str, limit: float | None, original: str, correlation: str) -> Order:
        name = base64.b64encode(operation.encode()).decode() if self._options.base64_ids else operation
        content = bool(request.body) or self._options.empty_content or request.method.upper() in _WITH_CONTENT
        return Order(
            number=next(self._numbers),
            assembly=str(self._library),
            script=NAMESPACE,
            operation=name,
            method=request.method,
            url=request.url,
            headers=request.headers,
            content=content,
            correlation=correlation,
            original=original or None,
            limit=limit,
        )


def _response(ended: Ended, order: Order) -> Response:
    outcome = ended.outcome
    if isinstance(outcome, Failed):
        raise _failure(outcome, order)
    _measure(ended.body, "the response of the script")
    if outcome.status not in STATUSES:
        raise ScriptFailure("exception", f"{order.operation}: the script answers with the status {outcome.status}")
    return Response(outcome.status, outcome.headers, ended.body)


def _sending(send: Send, log: LogLine | None) -> Callable[[Request, bool], Awaitable[Response]]:
    """Sends a script's requests; those of an HttpClient of its own are reported as well."""

    def sent(request: Request, own: bool) -> Awaitable[Response]:
        if own and log is not None:
            log("Warning", f"{request.method} {request.url} comes from an HttpClient of the script's own: {_OWN}")
        return send(request)

    return sent


def _telling(log: LogLine | None) -> Callable[[Log], None]:
    return (lambda line: None) if log is None else lambda line: log(line.level, line.message)


def _failure(failed: Failed, order: Order) -> ScriptFailure:
    error = failed.error
    if failed.why == "timeout":
        return ScriptFailure("timeout", f"the script did not end in {order.limit:g} seconds")
    if failed.why == "refused":
        return ScriptFailure("refused", f"{SCRIPT} uses {error.message}: call this.Context.SendAsync")
    return ScriptFailure("exception", f"{order.operation}: {error.type}: {error.message}")


def _measure(body: bytes, what: str) -> None:
    if len(body) > MESSAGE_BYTES:
        raise ScriptFailure("size", f"{what} has {len(body):,} bytes of {MESSAGE_BYTES:,}")
