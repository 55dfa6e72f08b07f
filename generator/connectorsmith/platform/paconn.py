"""Microsoft's paconn, run in the environment that it is installed in, with its calls noted.

It pins libraries of years ago, so it is never installed beside us; it says success where there is none, and hides the
service's answer behind its own faults, so the answers to its calls are noted while it runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics.install_hints import install_hint
from connectorsmith.diagnostics.secret_values import Secrets
from connectorsmith.errors import ToolError
from connectorsmith.platform.paconn_programs import COMMAND, NOTES, WORK
from connectorsmith.source.links import real
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.work_folder import put_in

VARIABLE: Final = "CONNECTORSMITH_PACONN"
VERSION: Final = "0.0.21"
LONGEST: Final = 600
"""Seconds that one run may take; paconn itself waits for ever."""
_PAUSE: Final = 0.1
"""The longest time, in seconds, until a signal to end takes effect."""
_TELLING: Final = 8
"""Characters from which a secret cannot be a part of another variable's value by chance."""


class PaconnCall(Struct, frozen=True):
    """A call that paconn made: the answer's status, or the name of the fault that kept it from being answered.

    Without either, paconn ended before it could note the answer. ``proxy`` is the status with which a proxy refused to
    connect to the host.
    """

    method: str
    url: str
    status: int | None = None
    retry: str | None = None
    fault: str | None = None
    proxy: int | None = None

    @property
    def failed(self) -> bool:
        """Whether the answer is missing or a refusal."""
        return self.status is None or self.status >= 400

    @property
    def refused(self) -> bool:
        """Whether the service answered with a failure."""
        return self.status is not None and 400 <= self.status < 500

    @property
    def host(self) -> str:
        """The host that was called."""
        return self.url.split("/")[2]


class PaconnRun(Struct, frozen=True):
    """A finished run of paconn: its exit code, which says little, its output, its calls, and its Python."""

    code: int
    output: str
    out: str
    calls: tuple[PaconnCall, ...]
    python: Path

    @property
    def refused(self) -> PaconnCall | None:
        """The last call that failed."""
        return next((call for call in reversed(self.calls) if call.failed), None)


def find_paconn() -> Path:
    """The interpreter of the environment in which paconn is installed.

    Raises ToolError if paconn is not installed, or cannot be run by Python.
    """
    named = os.environ.get(VARIABLE)
    found = named if named and Path(named).is_file() else None if named else shutil.which("paconn")
    if found is None:
        where = f"{VARIABLE} names {named}, which is not there" if named else "paconn was not found"
        raise ToolError(where, install_hint("paconn"))
    return _interpreter(Path(found))


def _interpreter(script: Path) -> Path:
    for name in ("python", "python3", "python.exe"):
        if (beside := real(script).with_name(name)).exists():
            return beside
    first = read_bytes(script).partition(b"\n")[0].decode("utf-8", "replace")
    path = Path(first.removeprefix("#!").strip().partition(" ")[0])
    if first.startswith("#!") and path.name.startswith("python") and path.exists():
        return path
    raise ToolError(f"{script} is not run by a Python that could be found", "name the paconn of a virtual environment")


def _go_on() -> None:
    """Let a run go on."""


class Paconn(Struct, frozen=True):
    """paconn by the Python that it is installed for; ``secret`` is kept from its environment and from what it says.

    ``check`` is called before a run and all the time during one, and ends it by raising.
    """

    python: Path
    secret: str | None = None
    check: Callable[[], None] = _go_on

    def run(
        self, arguments: Sequence[str], folder: Path, program: str = COMMAND, *, send_secret: bool = False
    ) -> PaconnRun:
        """Run one of the programs in a folder; the secret goes to it over its input, if it is to have it.

        Raises ToolError if it does not start, or does not end.
        """
        notes = folder / "calls.jsonl"
        put_in(notes, b"")
        given = self._environment() | {NOTES: str(notes), WORK: str(folder.parent)}
        self.check()
        command = [str(self.python), "-c", program, *arguments]
        code, out, output = _communicate(command, folder, given, self.secret if send_secret else None, self.check)
        output = Secrets([self.secret] if self.secret else []).scrub(output)
        return PaconnRun(code, output, out, _noted_calls(notes.read_text("utf-8")), self.python)

    def _environment(self) -> dict[str, str]:
        """The variables that paconn is given.

        That is UTF-8 whatever the machine's language, no other library than its own, no password of another tool's
        file, and no variable that holds the secret.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        kept = {name: value for name, value in kept.items() if not self._holds_secret(value)}
        return kept | {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "NETRC": os.devnull}

    def _holds_secret(self, value: str) -> bool:
        if not self.secret:
            return False
        return value.strip() == self.secret.strip() or (len(self.secret) >= _TELLING and self.secret in value)


def _noted_calls(notes: str) -> tuple[PaconnCall, ...]:
    """The calls in the lines of ``paconn_programs.NOTES``; a line that the disk could not take whole is left out."""
    calls: dict[int, dict[str, Any]] = {}
    for line in notes.splitlines():
        with suppress(ValueError):
            note = json.loads(line)
            calls.setdefault(note.pop("call"), {}).update(note)
    return tuple(PaconnCall(**call) for call in calls.values())


def _communicate(
    command: Sequence[str], folder: Path, environment: dict[str, str], secret: str | None, check: Callable[[], None]
) -> tuple[int, str, str]:
    """Run a program to its end; returns its exit code and what it wrote to its output and as messages.

    Its input stays open while this process lives. The program is killed if anything is raised here.
    """
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
    except OSError as fault:
        raise ToolError(f"paconn cannot be started: {fault.strerror or fault}") from fault
    assert process.stdin is not None
    lifeline, process.stdin = process.stdin, None
    with process:
        try:
            with suppress(OSError):  # it has ended already, and says why
                lifeline.write(f"{secret or ''}\n".encode())
                lifeline.flush()
            out, output = _read_to_end(process, check)
        finally:
            process.kill()
            with suppress(OSError):
                lifeline.close()
    return process.returncode, out.decode("utf-8", "replace"), output.decode("utf-8", "replace")


def _read_to_end(process: subprocess.Popen[bytes], check: Callable[[], None]) -> tuple[bytes, bytes]:
    """Read the output of a process until it ends. Raises ToolError after the time limit, and what ``check`` raises."""
    end = time.monotonic() + LONGEST
    while True:
        try:
            return process.communicate(timeout=_PAUSE)
        except subprocess.TimeoutExpired as fault:
            check()
            if time.monotonic() > end:
                hint = "see whether the service can be reached"
                raise ToolError(f"paconn did not end within {LONGEST} seconds", hint) from fault
