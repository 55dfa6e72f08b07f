"""One resident Mono process: it runs one call at a time, and is ended when a call does not end by itself."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.custom_code.frames import (
    Cancel,
    Done,
    Failed,
    Frame,
    Log,
    Order,
    Reply,
    Sent,
    Unanswered,
    encode,
    read_frame,
)
from connectorsmith.custom_code.mono import find_mono
from connectorsmith.errors import ToolError
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response, read

GRACE = 1.0
"""Seconds that a script has to end by itself after its cancellation token was cancelled."""
HEAP: Final = "max-heap-size=1g"
"""A script that fills the memory gets OutOfMemoryException, and the machine stays usable."""
_KEPT: Final = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "MONO_GAC_PREFIX")
_TAIL: Final = 2000
_BUSY: Final = "busy"
_FULL: Final = "OutOfMemoryException"
"""After it a process has little memory left for other calls."""
_HEADING: Final = "Unhandled Exception:"

Send = Callable[[Request, bool], Awaitable[Response]]
"""Sends a request of a script; the second argument says whether it comes from an HttpClient of the script's own."""


class Crash(Exception):
    """The process ended in the middle of a call; the message is what it wrote last."""


class Late(Exception):
    """The script ran over its time, and the process was ended."""


class Ended(Struct, frozen=True):
    """How a call ended: the response and its body, or the failure."""

    outcome: Done | Failed
    body: bytes

    @property
    def busy(self) -> bool:
        """Whether the call did not begin, since an earlier one left something running; the process was ended."""
        return isinstance(self.outcome, Failed) and self.outcome.why == _BUSY


class ScriptProcess:
    """A process that runs the harness. After ``Crash`` or ``Late`` it is gone, and ``alive`` is false."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._errors = bytearray()
        self._listening = asyncio.ensure_future(self._listen())

    @classmethod
    async def start(cls, harness: Path) -> ScriptProcess:
        """Start Mono. Raises ToolError if it cannot be started.

        The process gets a session of its own, so that Ctrl-C in a terminal does not reach it: the calls that end a
        run, such as the removal of a webhook, still need it. Windows ignores the option.
        """
        command = (find_mono().runtime, "--debug", str(harness))
        environment = _environment(os.environ)
        try:
            return cls(
                await asyncio.create_subprocess_exec(
                    *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
                )
            )
        except OSError as fault:
            raise ToolError(f"Mono cannot be started: {fault.strerror}") from fault

    @property
    def alive(self) -> bool:
        """Whether the process can take a call."""
        return self._process.returncode is None

    async def call(self, order: Order, body: bytes, send: Send, log: Callable[[Log], None]) -> Ended:
        """Run one call; ``log`` gets each line that the script logs, at once.

        Raises Crash and Late. If the call is cancelled, the script's token is, and then the process is ended.
        """
        try:
            self._write(encode(order, body))
            async with asyncio.timeout(None if order.limit is None else order.limit + GRACE):
                return await self._attend(order, send, log)
        except TimeoutError as late:
            await self.stop()
            raise Late from late
        except asyncio.CancelledError:
            await self._cancel(order)
            raise

    async def stop(self) -> None:
        """End the process, and wait until it has gone."""
        if self.alive:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._listening.cancel()
        with suppress(asyncio.CancelledError):
            await self._listening

    async def _attend(self, order: Order, send: Send, log: Callable[[Log], None]) -> Ended:
        tasks: set[asyncio.Task[None]] = set()
        try:
            while (frame := await self._read()) is not None:
                head, body = frame
                if head.number != order.number:
                    continue
                if isinstance(head, Sent):
                    tasks.add(asyncio.ensure_future(self._send(head, body, send)))
                elif isinstance(head, Log):
                    log(head)
                else:
                    if isinstance(head, Failed) and (head.error.type == _FULL or head.why == _BUSY):
                        await self.stop()
                    return Ended(head, body)
        finally:
            await _finish(tasks)
        with suppress(TimeoutError):  # it is gone, or about to be
            async with asyncio.timeout(GRACE):
                await self._process.wait()
        await self.stop()
        raise Crash(_reason(self._errors.decode("utf-8", "replace")))

    async def _send(self, sent: Sent, body: bytes, send: Send) -> None:
        """Send a request of the script, and give it the answer."""
        try:
            answer = await read(await send(Request(sent.method, sent.url, sent.headers, body), sent.own))
        except BackendFailure as failure:
            self._write(encode(Unanswered(sent.number, sent.id, failure.message, failure.kind == "timeout")))
        except Exception as fault:
            self._write(encode(Unanswered(sent.number, sent.id, type(fault).__name__, late=False)))
            raise
        else:
            self._write(encode(Reply(sent.number, sent.id, answer.status, answer.headers), answer.body))

    async def _cancel(self, order: Order) -> None:
        """Cancel the token of an abandoned call; end the process if the script does not stop."""
        self._write(encode(Cancel()))
        try:
            async with asyncio.timeout(GRACE):
                await self._attend(order, _unsent, lambda line: None)
        except (TimeoutError, Crash):
            await self.stop()

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(ConnectionError, RuntimeError):  # a process that is gone is noticed where it is read from
            self._process.stdin.write(data)

    async def _read(self) -> tuple[Frame, bytes] | None:
        assert self._process.stdout is not None
        return await read_frame(self._process.stdout)

    async def _listen(self) -> None:
        """Keep the first words of what the process complains of."""
        assert self._process.stderr is not None
        while data := await self._process.stderr.read(4096):
            self._errors += data[: max(0, _TAIL - len(self._errors))]


async def _finish(tasks: set[asyncio.Task[None]]) -> None:
    """Cancel the requests of a call that has ended. Raises what a task raised, which is a fault of ours."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


def _reason(text: str) -> str:
    """The first line of what Mono complains of, without its heading."""
    lines = (line.strip().removeprefix("[ERROR] FATAL UNHANDLED EXCEPTION: ") for line in text.splitlines())
    return next((line for line in lines if line and line != _HEADING), "")


async def _unsent(request: Request, own: bool) -> Response:
    raise BackendFailure("cut-off", "the call was cancelled")


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a script's process: without the author's secrets, and with the time zone of the platform."""
    kept = {name: value for name, value in given.items() if name.upper() in _KEPT}
    return {**kept, "TZ": "UTC", "MONO_GC_PARAMS": HEAP}
