"""One environment of the platform, reached through paconn: download from it, and upload to it.

Nothing is taken for done because paconn says so: results are read by words, by answers and by what can be downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError, FileError, NetworkError
from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT
from connectorsmith.platform.environments_file import wrong_connector_id
from connectorsmith.platform.paconn import Paconn, PaconnCall, PaconnRun, find_paconn
from connectorsmith.platform.paconn_faults import explain, service_says
from connectorsmith.platform.paconn_programs import CREATE, LIST
from connectorsmith.platform.platform_state import PlatformState
from connectorsmith.platform.read_state import read_state
from connectorsmith.workspace.interruptions import held_back
from connectorsmith.workspace.work_folder import put_in, work_folder

_FLAGS: Final = {PROPERTIES_FILE: "--api-prop", DEFINITION_FILE: "--api-def", ICON: "--icon", SCRIPT: "--script"}
_VALID: Final = "validated successfully."
_CREATION: Final = "/providers/Microsoft.PowerApps/apis"
_STOPPED: Final = {
    "elsewhere": "says that its list goes on at another host, which must not get the token",
    "endless": "gives a list whose pages do not end",
}
"""Why the program that lists connectors has stopped before the last page."""


class FindingsError(Exception):
    """The service refuses the definition; its answer is in the message."""


class UnconfirmedError(NetworkError):
    """An update was sent, and no answer says whether it was made; ``refusal`` is the error if it was not."""

    def __init__(self, unknown: ConnectorsmithError, refusal: ConnectorsmithError) -> None:
        super().__init__(unknown.message, unknown.hint)
        self.refusal = refusal


class Created(Struct, frozen=True):
    """A connector that is there after a creation: its id, and the ids of all others of its title, the oldest first.

    ``own`` is the id that the creation gave, if the service returned it.
    """

    kept: str
    others: tuple[str, ...] = ()
    own: str | None = None


def _leave(_: Path) -> None:
    """Keep the downloaded files unchanged."""


class Platform(Struct, frozen=True):
    """An environment by the platform's name for it; ``work`` is a folder of our own that is gone afterwards.

    ``downloaded`` is called with each folder into which a connector was downloaded, before anything is read from it.
    """

    paconn: Paconn
    environment: str
    work: Path
    downloaded: Callable[[Path], None] = _leave

    @classmethod
    @contextmanager
    def opened(
        cls, environment: str, secret: str | None = None, downloaded: Callable[[Path], None] = _leave
    ) -> Iterator[Platform]:
        """An environment, with a working folder. Raises ToolError if paconn is not installed.

        Signals that end the process stop paconn and remove the folder.
        """
        python = find_paconn()
        with held_back() as check, work_folder() as work:
            yield cls(Paconn(python, secret, check), environment, work, downloaded)

    def put_down(self, files: Mapping[str, bytes]) -> Path:
        """Lay the upload copy into a folder of its own."""
        folder = self._folder("upload")
        for name, content in files.items():
            put_in(folder / name, content)
        return folder

    def validate(self, folder: Path) -> None:
        """Have the service look at the definition. Raises FindingsError, NetworkError or ToolError."""
        ran = self.paconn.run(["validate", "--api-def", str(folder / DEFINITION_FILE)], self._folder("validate"))
        if ran.code == 0 and ran.output.strip().endswith(_VALID):
            return
        refused = ran.refused
        if ran.code == 0 or (refused is not None and refused.status == 400):
            raise FindingsError(service_says(ran.output) or ran.output.strip())
        raise explain(ran, "the definition cannot be validated")

    def find(self, title: str) -> list[str]:
        """The ids of the custom connectors of this title, the oldest first. Raises NetworkError or ToolError."""
        ran = self.paconn.run(["list", *self._there()], self._folder("list"), LIST)
        return self._of_title(ran, title)

    def _of_title(self, ran: PaconnRun, title: str) -> list[str]:
        """The ids of a title in the list that a run has printed."""
        try:
            rows = json.loads(ran.out)
        except ValueError as fault:
            raise explain(ran, "the connectors cannot be listed") from fault
        host = ran.calls[-1].host if ran.calls else "the service"
        return list_ids(rows, title, host)

    def create(self, folder: Path, title: str) -> Created:
        """Make the connector, and find all of its title, however paconn ended; before, there was none.

        Raises NetworkError or ToolError if there is none afterwards either.
        """
        here = self._folder("create")
        arguments = ["create", "--overwrite-settings", *self._files(folder)]
        ran = self.paconn.run(arguments, here, CREATE, send_secret=True)
        fault = explain(ran, "the connector was not created")
        own = _id_in(here / "settings.json")
        if own is not None and wrong_connector_id(own):
            reason = f"it is not known whether the connector was created: the service calls it {json.dumps(own)[:80]}"
            fault, own = NetworkError(reason, f"deploy again: it looks for {title} before it makes one"), None
        elif own is None and not any(_may_have_created(call) for call in ran.calls):
            raise fault
        found = self._after_creation(ran, title, fault, own)
        if not found:
            raise fault
        kept, *others = found
        return Created(kept, tuple(others), own)

    def _after_creation(self, ran: PaconnRun, title: str, fault: ConnectorsmithError, own: str | None) -> list[str]:
        """The ids of this title after a creation: the list that the run has printed, else another one, and our own."""
        try:
            found = self._of_title(ran, title) if ran.out.strip() or own is not None else self.find(title)
        except ConnectorsmithError as unknown:
            if own is not None:
                return [own]
            hint = f"it may have been, for {unknown.message}; deploy again: it looks for {title} before it makes one"
            raise NetworkError(fault.message, hint) from unknown
        return found if own is None or own in found else [*found, own]

    def update(self, folder: Path, connector: str) -> None:
        """Change a connector.

        Raises NetworkError or ToolError if that was not done, UnconfirmedError if it may have been.
        """
        arguments = ["update", "--cid", connector, *self._files(folder)]
        ran = self.paconn.run(arguments, self._folder("update"), send_secret=True)
        updates = [call for call in ran.calls if call.method == "PATCH"]
        if updates and not updates[-1].failed:
            return
        refusal = explain(ran, f"{connector} was not updated")
        if updates and not updates[-1].refused:
            raise UnconfirmedError(explain(ran, f"it is not known whether {connector} was updated"), refusal)
        raise refusal

    def download(self, connector: str, ours: PlatformState) -> PlatformState:
        """Download a connector from the environment, to compare it with ours. Raises NetworkError or ToolError."""
        return read_state(self.download_to(connector), ours)

    def download_to(self, connector: str) -> Path:
        """The folder with a connector's files. Raises NetworkError or ToolError if any could not be had."""
        folder = self._folder("download")
        arguments = ["download", "--cid", connector, "--dest", str(folder), "--overwrite", *self._there()]
        ran = self.paconn.run(arguments, self._folder("run"))
        if ran.code != 0 or ran.refused is not None:
            raise explain(ran, f"{connector} cannot be downloaded")
        self.downloaded(folder)
        try:
            read_state(folder)
        except FileError as fault:  # paconn leaves out files without an argument, and takes an error page for an icon
            raise NetworkError(fault.message.replace(str(folder), connector), "try again later") from fault
        return folder

    def _files(self, folder: Path) -> list[str]:
        """The files as flags: absolute, so that nothing depends on where paconn runs."""
        there = [
            word for name, flag in _FLAGS.items() if (folder / name).exists() for word in (flag, str(folder / name))
        ]
        return [*self._there(), *there]

    def _there(self) -> list[str]:
        return ["--env", self.environment]

    def _folder(self, word: str) -> Path:
        number = sum(1 for entry in self.work.iterdir()) + 1
        folder = self.work / f"{number}-{word}"
        folder.mkdir()
        return folder


def list_ids(answer: Any, title: str, host: str) -> list[str]:
    """The ids of the custom connectors of a title in a service's list, the oldest first.

    Raises NetworkError if the list is not one or has no end, since a connector that was overlooked would be made a
    second time.
    """
    stopped = _STOPPED.get(str(answer.get("stopped"))) if isinstance(answer, dict) else None
    if stopped is not None:
        hint = "name the connector with --connector-id, if it is there already"
        raise NetworkError(f"the connectors cannot be listed: {host} {stopped}", hint)
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise NetworkError(f"the connectors cannot be listed: {host} gave no list of them", "try again later")
    found: list[tuple[bool, str, str]] = []
    for number, row in enumerate(rows):
        properties = row.get("properties") if isinstance(row, dict) else None
        if not isinstance(properties, dict):
            message = f"the connectors cannot be listed: entry {number} of the list of {host} is not a connector"
            raise NetworkError(message, "try again later")
        if not properties.get("isCustomApi") or properties.get("displayName") != title:
            continue
        made = properties.get("createdTime")
        found.append((not isinstance(made, str), str(made), _checked_id(row.get("name"), host)))
    return [name for *_, name in sorted(found)]


def _checked_id(value: Any, host: str) -> str:
    """An id that a service gave, which is going to be an argument. Raises NetworkError if it cannot be an id."""
    if not isinstance(value, str) or wrong_connector_id(value):
        message = f"{host} gave an id that is not one of a connector: {json.dumps(value)[:80]}"
        raise NetworkError(message, "look at the connector in the portal, and name it with --connector-id")
    return value


def _id_in(settings: Path) -> str | None:
    """The id that a creation wrote to its settings, if any."""
    try:
        value = json.loads(settings.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    known = value.get("connectorId") if isinstance(value, dict) else None
    return None if known is None else str(known)


def _may_have_created(call: PaconnCall) -> bool:
    return call.method == "POST" and call.url.endswith(_CREATION) and not call.refused
