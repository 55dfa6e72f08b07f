"""A served connector on a real socket, for tests: the small connector of the cases."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from connectorsmith.runtime.message import Request, Response, header, read
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.backends import BackendChoice
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.server.serving import Serving
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

SPEC = Path(__file__).parents[2] / "cases" / "connector-tests" / "spec"


class Client:
    """Sends requests to the gateway; ``address`` is that of the server."""

    def __init__(self, backend: HttpBackend, address: str) -> None:
        self._backend = backend
        self.address = address

    async def __call__(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """The response to a request; a body that is no bytes goes out as JSON."""
        given = {
            **({} if body is None or isinstance(body, bytes) else {"Content-Type": "application/json"}),
            **(headers or {}),
        }
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return await read(await self._backend.send(Request(method, self.address + path, tuple(given.items()), content)))


def workspace(tmp_path: Path) -> Path:
    """A workspace with the small connector."""
    shutil.copytree(SPEC, tmp_path / "specs" / "orders")
    return tmp_path


def serve(root: Path, talk: Callable[[Client], Awaitable[Any]], **options: Any) -> tuple[Any, list[Any]]:
    """What a talk with the served connector gives, and what was heard of each call."""
    opened = open_checked(single_target("orders", root))
    heard: list[Any] = []

    async def run() -> Any:
        stop, started = asyncio.Event(), asyncio.get_running_loop().create_future()
        serving = Serving(
            opened=(opened,),
            connections=read_connections(root),
            root=root,
            wanted=Wanted(options.pop("backend", BackendChoice())),
            client=options.pop("client", "flow"),
            host="127.0.0.1",
            port=0,
            record=options.pop("record", None),
            started=lambda address, served: started.set_result(address),
            on_open=lambda gateways: None,
            heard=lambda gateway, request, result: heard.append((gateway, request, result)),
            log=lambda access: None,
            failed=lambda fault: None,
            saves=options.pop("saves", None),
            arrived=options.pop("arrived", None),
        )
        running = asyncio.create_task(serving.run(stop=stop))
        try:
            await asyncio.wait({started, running}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
            async with HttpBackend(AllowedHosts(["127.0.0.1"])) as backend:
                return await talk(Client(backend, started.result()))
        finally:
            stop.set()
            await running

    return asyncio.run(run()), heard


def sent(heard: list[Any]) -> list[Request]:
    """The requests that went to the service, of all calls."""
    return [step.before for _, _, result in heard for step in result.trace if step.kind == "send"]


def value(response: Response) -> Any:
    """The JSON of a response."""
    assert header(response.headers, "Content-Type") == "application/json"
    return json.loads(response.body)
