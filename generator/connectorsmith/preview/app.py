"""The preview from its start to its end: the server, the watched folders, and the gateways behind the page."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.emitters import icon
from connectorsmith.model import Connector, Json
from connectorsmith.preview.calls import Calls, opened_entry
from connectorsmith.preview.differences import HEAD, Differences, Earlier
from connectorsmith.preview.events import Events
from connectorsmith.preview.findings import Findings
from connectorsmith.preview.gateways import Gateways
from connectorsmith.preview.model import EDITORS, model_json, operation_json
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.preview.security import new_token
from connectorsmith.preview.service import Handler, PreviewService
from connectorsmith.preview.session import Session
from connectorsmith.preview.triggers import TriggerLab
from connectorsmith.runtime.message import Response
from connectorsmith.server.http_server import HttpServer, bound
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.server.watch import Watch, watch_folders
from connectorsmith.workspace.connections_file import ConnectionsFile

HOST: Final = "127.0.0.1"
"""The preview answers on this machine only."""


class Settings(Struct, frozen=True):
    """The connectors and options of a preview.

    ``earlier`` opens the versions in ``versions``; ``editor`` is in ``EDITORS``. ``callback`` is a public address that
    leads to this machine, for services that call back. ``hidden`` takes secrets out of a text that goes to the page,
    ``secret`` hears of those that are typed into the page, and ``reading`` of files before they are read again.
    """

    session: Session
    connections: ConnectionsFile
    wanted: Wanted
    earlier: Earlier
    versions: tuple[str, ...] = (HEAD,)
    editor: str = "vscode"
    backend: str = "mock"
    callback: str | None = None
    hidden: Callable[[str], str] = str
    secret: Callable[[str], object] = lambda _: None
    reading: Callable[[Sequence[Path]], object] = lambda _: None


class Preview:
    """One preview. ``started`` hears the address of the page; ``saved`` the ids of what was read again."""

    def __init__(
        self,
        settings: Settings,
        started: Callable[[str], None],
        saved: Callable[[Sequence[str]], None] = lambda _: None,
        watch: Watch = watch_folders,
    ) -> None:
        self._settings = settings
        self._session = settings.session
        self._started = started
        self._saved = saved
        self._watch = watch
        self._events = Events()

    async def run(self, port: int, stop: asyncio.Event, listening: socket.socket | None = None) -> None:
        """Serve until ``stop`` is set. Raises NetworkError if the port is taken."""
        with listening or bound(HOST, port) as listening:
            address = f"http://{HOST}:{listening.getsockname()[1]}"
            token = new_token()
            wanted = replace(self._settings.wanted, address=address)
            gateways = Gateways(self._settings.connections, self._session.root, wanted, self._settings.secret)
            lab = TriggerLab(self._session, gateways, self._events, self._settings.callback or address)
            service = PreviewService(
                address, token, self._handlers(gateways, lab), self._events, lab.called_back, self._settings.hidden
            )
            server = await HttpServer(service, HOST, port).start(listening)
            watching = asyncio.create_task(self._reload(stop))
            try:
                self._started(f"{address}/{token}/")
                await stop.wait()
            finally:
                self._events.close()
                with suppress(Exception):
                    await lab.close()  # a service that cannot be reached keeps its webhook
                await server.stop()
                await gateways.close()
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching

    async def _reload(self, stop: asyncio.Event) -> None:
        """Read connectors again when their files change, and tell the pages."""
        async for files in self._watch(self._session.folders(), stop):
            self._settings.reading([one for one in files if one.is_file()])
            entries = await asyncio.to_thread(self._session.reload, files)
            for entry in entries:
                self._events.send("changed", {"connector": entry.target.name, "revision": entry.revision})
            if entries:
                self._saved([entry.target.name for entry in entries])

    def _handlers(self, gateways: Gateways, lab: TriggerLab) -> Mapping[tuple[str, str], Handler]:
        calls, findings = Calls(self._session, gateways), Findings(self._session)
        differences = Differences(self._session, self._settings.versions, self._settings.earlier)
        return {
            ("GET", "model"): self._model,
            ("GET", "operation"): self._operation,
            ("GET", "icon"): self._icon,
            ("GET", "findings"): findings.findings,
            ("GET", "changes"): differences.changes,
            ("POST", "run"): calls.run,
            ("POST", "lookup"): calls.lookup,
            ("POST", "schema"): calls.lookup,
            ("POST", "connection/test"): calls.test,
            ("POST", "trigger/subscribe"): lab.subscribe,
            ("POST", "trigger/send"): lab.send,
            ("POST", "trigger/sample"): lab.sample,
            ("POST", "trigger/poll"): lab.poll,
            ("POST", "trigger/unsubscribe"): lab.unsubscribe,
            ("POST", "trigger/state"): lab.state,
        }

    async def _model(self, asked: PageRequest) -> Json:
        """A connector, the ids of all, and how the page works."""
        entry = self._session.entry(asked.text("connector"))
        if entry is None:
            raise Refused(404, f"unknown connector {asked.text('connector')!r}")
        names = [one.target.name for one in self._session.entries]
        connections = list(self._settings.connections.names(entry.target.name))
        how = {
            "names": names,
            "connections": connections,
            "backend": self._settings.backend,
            "versions": list(self._settings.versions),
            "editor": EDITORS[self._settings.editor],
            "root": self._session.root.absolute().as_posix(),
        }
        return {**model_json(entry, self._session.root), "preview": how}

    async def _operation(self, asked: PageRequest) -> Json:
        entry, _, _ = opened_entry(self._session, asked)
        assert entry.opened is not None
        found = await asyncio.to_thread(operation_json, entry.opened, asked.text("operation"), self._session.root)
        if found is None:
            raise Refused(404, f"unknown operation {asked.text('operation')!r}")
        return found

    async def _icon(self, asked: PageRequest) -> Response:
        """The icon; one with initials for a connector that has errors since the start."""
        entry = self._session.entry(asked.text("connector"))
        known = entry.opened.connector if entry is not None and entry.opened is not None else None
        return Response(200, (("Content-Type", "image/png"),), icon_of(known or Connector(asked.text("connector"))))


def icon_of(connector: Connector) -> bytes:
    """The icon of a connector as it is packed."""
    return next(iter(icon.emit(connector))).content
