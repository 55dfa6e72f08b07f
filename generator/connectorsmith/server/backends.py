"""The backend that ``--backend`` names: the service itself, a mock of it, recorded answers, or another address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from yarl import URL

from connectorsmith.connector_tests.read_cases import case_files, read_cases
from connectorsmith.connector_tests.recorded_backend import RecordedBackend, base_address, recorded_exchanges
from connectorsmith.connector_tests.taught_backend import TaughtBackend
from connectorsmith.diagnostics import has_errors
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model import Connector
from connectorsmith.runtime import url
from connectorsmith.runtime.backend import Backend
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.mock.backend import MockBackend, MockOptions
from connectorsmith.server.allowed_hosts import AllowedHosts, named_hosts
from connectorsmith.server.http_backend import SECONDS, HttpBackend
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.opened import OpenedConnector

LIVE: Final = "live"
MOCK: Final = "mock"
RECORDED: Final = "recorded"


class BackendChoice(Struct, frozen=True):
    """Which backend is wanted. ``kind`` is live, mock, recorded or url; ``hosts`` may be called besides."""

    kind: str = MOCK
    file: Path | None = None
    address: str | None = None
    hosts: tuple[str, ...] = ()
    seconds: float = SECONDS
    mock: MockOptions = MockOptions()

    @property
    def leaves(self) -> bool:
        """Whether the service itself is called, with the real connection."""
        return self.kind == LIVE


def choice_of(text: str, hosts: Sequence[str] = (), mock: MockOptions | None = None) -> BackendChoice:
    """The choice that an option writes: ``live``, ``mock``, ``recorded FILE``, a file, or an address.

    Raises ConnectorsmithError for anything else.
    """
    options = mock or MockOptions()
    word, _, rest = text.partition(" ")
    if text in (LIVE, MOCK):
        return BackendChoice(text, hosts=tuple(hosts), mock=options)
    if "://" in text:
        _check_address(text)
        return BackendChoice("url", address=text, hosts=(*hosts, url.split(text)[0].partition("://")[2]), mock=options)
    file = Path(rest.strip() if word == RECORDED else text)
    if file.is_file():
        return BackendChoice(RECORDED, file=file, hosts=tuple(hosts), mock=options)
    hint = "write live, mock, recorded FILE, or the address of a server"
    raise ConnectorsmithError(f"there is no backend {text!r}, and no file of that name", hint)


def _check_address(text: str) -> None:
    """Raises ConnectorsmithError for an address that is not of HTTP, or whose host or port cannot be read."""
    hint = "write it as https://HOST or https://HOST:PORT"
    try:
        address = URL(text)
    except ValueError as fault:
        raise ConnectorsmithError(f"{text!r} is not the address of a server: {fault}", hint) from fault
    if address.scheme not in ("http", "https") or not address.host:
        raise ConnectorsmithError(f"{text!r} is not the address of a server over HTTP", hint)


@asynccontextmanager
async def opened_backend(
    choice: BackendChoice, opened: OpenedConnector, connector: Connector, connections: Sequence[Connection]
) -> AsyncIterator[Backend]:
    """The backend of a connector, shared by its connections. Raises SpecError if a file of recorded answers is wrong.

    A live backend calls the hosts that the connector and its connections name, and those of the choice. A mock answers
    what no operation has, such as calls of custom code, as the cases of the connector do.
    """
    if choice.kind == MOCK:
        yield MockBackend(connector, choice.mock, taught(opened, connector))
        return
    if choice.kind == RECORDED and choice.file is not None:
        found = read_cases(choice.file)
        if has_errors(found.diagnostics):
            raise SpecError(found.diagnostics)
        yield RecordedBackend(recorded_exchanges(found.cases), base_address(connector))
        return
    hosts = [host for connection in connections for host in named_hosts(connector, connection)]
    async with HttpBackend(AllowedHosts([*hosts, *choice.hosts]), choice.seconds) as backend:
        yield backend if choice.address is None else Elsewhere(backend, choice.address)


def taught(opened: OpenedConnector, connector: Connector) -> Backend:
    """Answers like those of the connector's cases. Raises FileError if a file of cases cannot be opened."""
    files = case_files(opened.target) if opened.target.is_spec else []
    cases = [case for file in files for case in read_cases(file, opened.target.folder).cases]
    return TaughtBackend(recorded_exchanges(cases), base_address(connector))


class Elsewhere:
    """Sends every request to one address in place of its own host."""

    def __init__(self, backend: Backend, address: str) -> None:
        self._backend = backend
        self._address = address.rstrip("/")

    async def send(self, request: Request) -> Response:
        """Send a request there. Raises BackendFailure."""
        _, path, query = url.split(request.url)
        return await self._backend.send(replace(request, url=url.joined(self._address, path, query)))
