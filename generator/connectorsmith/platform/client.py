"""One environment of the platform, reached through paconn: what it holds, and what is sent to it.

Nothing is taken for done because paconn says so: results are read by words, by answers and by what can be downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError, FileError, NetworkError, ToolError
from connectorsmith.packaging.upload_files import DEFINITION, ICON, PROPERTIES, SCRIPT
from connectorsmith.platform.paconn import Call, Ran, explain, find_paconn, list_connectors, run_paconn, service_says
from connectorsmith.platform.platform_state import State, read_state

_FLAGS: Final = {PROPERTIES: "--api-prop", DEFINITION: "--api-def", ICON: "--icon", SCRIPT: "--script"}
_VALID: Final = "validated successfully."
_CREATION: Final = "/providers/Microsoft.PowerApps/apis"


class FindingsError(Exception):
    """The service does not like the definition; what it says is in the message."""


class Platform(Struct, frozen=True):
    """An environment by the platform's name for it; ``work`` is a folder of our own that is gone afterwards."""

    python: Path
    environment: str
    work: Path

    @classmethod
    @contextmanager
    def opened(cls, environment: str) -> Iterator[Platform]:
        """An environment, with a folder to work in. Raises ToolError if there is no paconn."""
        python = find_paconn()
        with TemporaryDirectory(prefix="connectorsmith-") as work:
            yield cls(python, environment, Path(work))

    def put_down(self, files: Mapping[str, bytes]) -> Path:
        """Lay the upload copy into a folder of its own."""
        folder = self._folder("upload")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder

    def validate(self, folder: Path) -> None:
        """Have the service look at the definition. Raises FindingsError, NetworkError or ToolError."""
        ran = self._run(["validate", "--api-def", str(folder / DEFINITION)])
        if ran.code == 0 and ran.said.strip().endswith(_VALID):
            return
        refused = ran.refused
        if ran.code == 0 or (refused is not None and refused.status == 400):
            raise FindingsError(service_says(ran.said) or ran.said.strip())
        raise explain(ran, "the definition cannot be validated")

    def find(self, title: str) -> list[str]:
        """The ids of the custom connectors of this title."""
        found = list_connectors(self.python, self.environment, self._folder("list"))
        return [str(one["name"]) for one in found if one["properties"].get("displayName") == title]

    def create(self, folder: Path, title: str, secret: str | None) -> str:
        """Make the connector, and give its id, however paconn ended; before, there was none of this title.

        Raises NetworkError or ToolError if there is none afterwards either.
        """
        here = self._folder("create")
        ran = self._run(["create", "--overwrite-settings", *self._files(folder)], here, secret)
        settings = here / "settings.json"
        known = json.loads(settings.read_text("utf-8")).get("connectorId") if settings.is_file() else None
        if known:
            return str(known)
        fault = explain(ran, "the connector was not created")
        creations = [call for call in ran.calls if _creates(call)]
        if not creations or 400 <= (creations[-1].status or 0) < 500:
            raise fault
        found = self._look_again(title, fault)
        if len(found) != 1:
            raise fault
        return found[0]

    def _look_again(self, title: str, fault: ConnectorsmithError) -> list[str]:
        """The ids of this title after a creation that nobody confirmed."""
        try:
            return self.find(title)
        except (NetworkError, ToolError) as unknown:
            hint = f"it may have been, for {unknown.message}; deploy again: it looks for {title} before it makes one"
            raise NetworkError(fault.message, hint) from unknown

    def update(self, folder: Path, connector: str, secret: str | None) -> None:
        """Change a connector. Raises NetworkError or ToolError."""
        ran = self._run(["update", "--cid", connector, *self._files(folder)], self._folder("update"), secret)
        if ran.code != 0:
            raise explain(ran, f"{connector} was not updated")

    def download(self, connector: str) -> State:
        """What the environment holds of a connector. Raises NetworkError or ToolError."""
        return read_state(self.download_to(connector))

    def download_to(self, connector: str) -> Path:
        """The folder with a connector's files. Raises NetworkError or ToolError if any could not be had."""
        folder = self._folder("download")
        ran = self._run(["download", "--cid", connector, "--dest", str(folder), "--overwrite", *self._there()])
        if ran.code != 0 or ran.refused is not None:
            raise explain(ran, f"{connector} cannot be downloaded")
        try:
            read_state(folder)
        except FileError as fault:  # paconn leaves out what it was not told of, and takes an error page for an icon
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

    def _run(self, arguments: list[str], folder: Path | None = None, secret: str | None = None) -> Ran:
        return run_paconn(self.python, arguments, folder or self._folder(arguments[0]), secret)

    def _folder(self, word: str) -> Path:
        number = sum(1 for entry in self.work.iterdir()) + 1
        folder = self.work / f"{number}-{word}"
        folder.mkdir()
        return folder


def _creates(call: Call) -> bool:
    return call.method == "POST" and call.url.endswith(_CREATION)
