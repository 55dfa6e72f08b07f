"""The script of a connector, compiled when the first call needs it: most calls of most connectors need none."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType

from connectorsmith.custom_code.host import HostOptions
from connectorsmith.custom_code.hosted import hosted_script
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure, ScriptHost
from connectorsmith.workspace.opened import OpenedConnector


class LazyScripts:
    """A host of scripts, to be used with ``async with``; its processes end with it."""

    def __init__(self, opened: OpenedConnector, options: HostOptions | None = None) -> None:
        self._opened = opened
        self._options = options
        self._lock = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._host: ScriptHost | None = None

    async def __aenter__(self) -> LazyScripts:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def run(self, call: ScriptCall) -> Response:
        """The response of the script; see ``ScriptHost``. Raises ToolError if Mono is missing."""
        async with self._lock:
            if self._host is None:
                self._host = await self._stack.enter_async_context(hosted_script(self._opened, self._options))
        if self._host is None:
            raise ScriptFailure("refused", f"{call.operation_id} has no custom code")
        return await self._host.run(call)
