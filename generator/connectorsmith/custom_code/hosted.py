"""An opened connector's script, compiled and with its processes, ready for the engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

from connectorsmith.custom_code.compile_script import Compiled, compile_script, script_of
from connectorsmith.custom_code.host import HostOptions, MonoHost
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.model.files import SCRIPT, SCRIPT_BYTES
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.script_host import Fault, ScriptCall, ScriptFailure, ScriptHost
from connectorsmith.workspace.opened import OpenedConnector

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class BrokenScript:
    """In the place of a script that cannot run: each call fails, as on the platform, and says why."""

    def __init__(self, kind: Fault, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        self.diagnostics = diagnostics
        self._failure = (kind, message)

    async def run(self, call: ScriptCall) -> Response:
        """Raise ScriptFailure."""
        raise ScriptFailure(*self._failure)


@asynccontextmanager
async def hosted_script(
    opened: OpenedConnector, options: HostOptions | None = None, written: ScriptText | None = None
) -> AsyncIterator[ScriptHost | None]:
    """The host of a connector's script, ``None`` if it has none, a ``BrokenScript`` if it does not compile.

    ``written`` is a script in the place of the connector's. Raises ToolError if Mono is missing.
    """
    if written is None and opened.connector is not None:
        written = script_of(opened.connector)
    if written is None:
        yield None
        return
    size = len(written.text.encode())
    if size > SCRIPT_BYTES:
        yield BrokenScript("size", f"{SCRIPT} has {size:,} bytes of {SCRIPT_BYTES:,}")
        return
    runner = ScriptRunner()
    try:
        await _in_thread(runner.open)  # the compiler takes a second; other connectors answer meanwhile
        compiled = await _in_thread(_compiled, runner, written, opened)
        if compiled.diagnostics:
            first = compiled.diagnostics[0]
            yield BrokenScript("compile", f"{_place(first)}{first.message}", compiled.diagnostics)
            return
        host = MonoHost(runner.harness, compiled.library, options)
        try:
            yield host
        finally:
            await host.stop()
    finally:
        runner.close()


async def _in_thread(
    function: Callable[_Parameters, _Result], *args: _Parameters.args, **more: _Parameters.kwargs
) -> _Result:
    """Run a function in a thread, and wait for its end even if the task is cancelled: it uses the runner's folder."""
    running = asyncio.ensure_future(asyncio.to_thread(function, *args, **more))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


def _compiled(runner: ScriptRunner, written: ScriptText, opened: OpenedConnector) -> Compiled:
    document = next(iter(opened.documents.values()))
    return compile_script(runner, written, opened.documents.get("spec", document), opened.target.folder)


def _place(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return "" if span is None else f"{span.file.name}:{span.line}: "
