"""Scripts, compiled in a folder of their own and run one call at a time: for the verb ``script`` and for tests."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from connectorsmith.custom_code.frames import Failed, Log, Order, Pairs
from connectorsmith.custom_code.mock_api import Answer, sending
from connectorsmith.custom_code.mono import CompileFault, build_harness, compile_scripts
from connectorsmith.custom_code.process import Crash, Ended, Late, ScriptProcess, Send
from connectorsmith.errors import ToolError
from connectorsmith.runtime.message import Request, Response
from connectorsmith.workspace.work_folder import work_folder

SECONDS: Final = 20.0
"""How long one call may take; its answers are recorded, so that it waits for no service."""


class ScriptRunner:
    """A folder with the harness, to be used with ``with``; scripts are compiled into it.

    ``harness`` is the program that runs them. The outcome of a call has response or error, calls and logs; both
    response and error where a generated script answered for an exception that it does not expect.
    """

    def __init__(self) -> None:
        self._process: ScriptProcess | None = None
        self._loop: asyncio.Runner | None = None
        self._count = 0
        self._opened = ExitStack()

    def __enter__(self) -> ScriptRunner:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Make the folder with the harness in it. Raises ToolError."""
        with ExitStack() as stack:
            self.folder = stack.enter_context(work_folder())
            stack.callback(self._stop)
            self.harness = build_harness(self.folder)
            self._opened = stack.pop_all()

    def close(self) -> None:
        """End the process and remove the folder; a runner that is not open stays as it is."""
        self._opened.close()

    def compile(self, scripts: Mapping[str, str]) -> tuple[Path, list[CompileFault]]:
        """Compile scripts into a library of their own; see ``compile_scripts``."""
        self._count += 1
        library = self.folder / f"Scripts{self._count}.dll"
        return library, compile_scripts(scripts, library)

    def run(self, order: Order, body: bytes, answer: Answer) -> dict[str, Any]:
        """Run one call; ``answer`` is the API. Raises ToolError if the process ends, or the call does not."""
        self._loop = self._loop or asyncio.Runner()
        return self._loop.run(self._run(replace(order, limit=order.limit or SECONDS), body, answer))

    async def _run(self, order: Order, body: bytes, answer: Answer) -> dict[str, Any]:
        calls: list[dict[str, Any]] = []
        logs: list[Log] = []
        send = _recording(sending(answer), calls)
        try:
            ended = await (await self._running()).call(order, body, send, logs.append)
            if ended.busy:
                ended = await (await self._running()).call(order, body, send, logs.append)
        except Late as late:
            message = f"the script of {order.operation} did not end in {order.limit:g} seconds"
            raise ToolError(message, "look in its snippets for a loop that never ends") from late
        except Crash as crash:
            reason = f": {crash}" if str(crash) else ""
            message = f"the script of {order.operation} ended its process{reason}"
            raise ToolError(
                message, "look in its snippets for what exits, or fails where nothing catches it"
            ) from crash
        return _outcome(ended, calls, logs)

    async def _running(self) -> ScriptProcess:
        """The process, or a new one if it is gone."""
        if self._process is None or not self._process.alive:
            self._process = await ScriptProcess.start(self.harness)
        return self._process

    def _stop(self) -> None:
        if self._loop is not None:
            if self._process is not None:
                self._loop.run(self._process.stop())
            self._loop.close()
            self._process = self._loop = None


def _recording(send: Send, calls: list[dict[str, Any]]) -> Send:
    """Keep what is sent, in order, with the status of each answer."""

    async def recorded(request: Request, own: bool) -> Response:
        call: dict[str, Any] = {"method": request.method, "url": request.url, **_message(request.headers, request.body)}
        calls.append(call)
        response = await send(request, own)
        call["status"] = response.status
        return response

    return recorded


def _outcome(ended: Ended, calls: list[dict[str, Any]], logs: list[Log]) -> dict[str, Any]:
    lines = [{"level": line.level, "message": line.message} for line in logs]
    outcome: dict[str, Any] = {"calls": calls, "logs": lines}
    for number, call in enumerate(calls, 1):
        call["disposed"] = number not in ended.outcome.undisposed
    if ended.outcome.error is not None:
        outcome["error"] = msgspec.structs.asdict(ended.outcome.error)
    if not isinstance(ended.outcome, Failed):
        outcome["response"] = {"status": ended.outcome.status, **_message(ended.outcome.headers, ended.body)}
    return outcome


def _message(headers: Pairs, body: bytes) -> dict[str, Any]:
    """Headers by name and the body as text, or in base64 where it is none."""
    try:
        content = {"body": body.decode()}
    except UnicodeDecodeError:
        content = {"base64": base64.b64encode(body).decode()}
    return {"headers": _joined(headers), **content}


def _joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in headers:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined
