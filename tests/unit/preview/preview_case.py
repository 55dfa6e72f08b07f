"""A preview on a real socket, for tests: the small connector of the cases, with saves that the test makes."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from connectorsmith.preview.app import Preview, Settings
from connectorsmith.preview.session import Session
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.backends import BackendChoice
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

SPEC = Path(__file__).parents[2] / "cases" / "connector-tests" / "spec"


class Page:
    """What a page can ask; ``saves`` takes the files that the test has written."""

    def __init__(self, backend: HttpBackend, address: str, saves: asyncio.Queue[list[Path]]) -> None:
        self._backend = backend
        self.address = address
        self.origin = "/".join(address.split("/")[:3])
        self.saves = saves

    async def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None, whole: bool = True
    ) -> Response:
        """The response to a request to a path below the address, or to a whole path that begins with a slash."""
        kind = {} if body is None else {"Content-Type": "application/json"}
        given = tuple({**kind, **(headers or {})}.items())
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        place = self.origin + path if path.startswith("/") else self.address + path
        response = await self._backend.send(Request(method, place, given, content))
        return await read(response) if whole else response

    async def get(self, path: str) -> Any:
        """The JSON of an answer."""
        response = await self.send("GET", path)
        assert response.status == 200, response.body
        return json.loads(response.body)

    async def post(self, path: str, **members: Any) -> Any:
        """The JSON of the answer to a question of the page."""
        response = await self.send("POST", f"api/{path}", members)
        assert response.status == 200, response.body
        return json.loads(response.body)


def workspace(tmp_path: Path) -> Path:
    """A workspace with the small connector."""
    shutil.copytree(SPEC, tmp_path / "specs" / "orders")
    return tmp_path


def preview(root: Path, talk: Callable[[Page], Awaitable[Any]], **options: Any) -> Any:
    """What a talk with the preview of a workspace gives."""
    session = Session([single_target(options.pop("name", "orders"), root)], root)
    settings = Settings(
        session=session,
        connections=read_connections(root),
        wanted=Wanted(options.pop("backend", BackendChoice())),
        earlier=options.pop("earlier", lambda name, version: open_checked(single_target(name, root))),
        **options,
    )

    async def run() -> Any:
        stop, started = asyncio.Event(), asyncio.get_running_loop().create_future()
        saves: asyncio.Queue[list[Path]] = asyncio.Queue()

        async def watch(_: Sequence[Path], __: asyncio.Event) -> AsyncIterator[list[Path]]:
            while True:
                yield await saves.get()

        running = asyncio.create_task(Preview(settings, started.set_result, watch=watch).run(0, stop))
        try:
            await asyncio.wait({started, running}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
            async with HttpBackend(AllowedHosts(["127.0.0.1"])) as backend:
                return await talk(Page(backend, started.result(), saves))
        finally:
            stop.set()
            await running

    return asyncio.run(run())
