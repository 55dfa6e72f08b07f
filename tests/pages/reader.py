"""A reader of the tutorial: types the commands of a page, saves its files, and notes what the terminal prints.

Ports and addresses that differ from run to run are written as the pages have them.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from tests.transcripts import Run, on_terminal

PATIENCE = 30
"""Seconds in which a command that goes on has to print what is expected."""
PORT = "48600"
"""The port of the service in the pages."""
CONNECTORSMITH = [sys.executable, "-m", "connectorsmith"]
NOTHING_NEW = "there is nothing new"
CHANGING = {
    r"(?<=http://127\.0\.0\.1:)\d+(?=/callbacks/)": "51234",
    r"(?<=preview on http://127\.0\.0\.1:)\d+/[\w-]+/": "51235/a-random-part/",
    r"(?<=photo\.png: )[\d,]+ bytes": "26,808 bytes",
    r"(?<=icon\.png) +[\d,]+ bytes": f"{'26,808 bytes':>34}",
    r"(?<=Date: )\w{3}, .* GMT": "Mon, 02 Mar 2026 09:00:00 GMT",
}
"""What differs by run, or by the version of a library, and what the pages have in its place."""


class Reader:
    """Follows the pages in an empty folder; ``address`` is that of the service."""

    def __init__(self, address: str, run: Run, patch: pytest.MonkeyPatch, home: Path) -> None:
        self._address = address
        self._run = run
        self._patch = patch
        self._home = home
        self._running: subprocess.Popen[str] | None = None

    def type(self, block: str) -> str:
        """The commands of a block, each with what is printed; a block without one ends the command that still runs."""
        if not block.startswith("$"):
            return self._end()
        lines = re.findall(r"^\$ (.*)\n", block, re.MULTILINE)
        return "".join(f"$ {line}\n{self.shown(self._command(self._mine(line)))}" for line in lines)

    def save(self, name: str, text: str, place: str) -> None:
        """Save a file as the page says: anew, in the place of an entry, or at the end."""
        file = Path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        written = self._mine(text)
        if place == "at the end":
            written = before + written
        elif place:
            indent, key = re.match(r"( *)(\w+):", text).groups()
            entry = rf"^{indent}{key}:.*\n(?:{indent} +.*\n)*"
            assert f"in the place of {key}" == place
            written, times = re.subn(entry, lambda _: written, before, flags=re.MULTILINE)
            assert times == 1, place
        file.write_text(written, "utf-8")

    def close(self) -> None:
        """End what a page has left running."""
        if self._running is not None:
            self._running.kill()
            self._running.communicate()

    def _command(self, line: str) -> str:
        program, *arguments = shlex.split(line)
        if program == "cd":
            self._patch.chdir(arguments[0])
        elif program == "export":
            self._patch.setenv(*arguments[0].split("=", 1))
        elif program == "curl":
            return _output(line)
        elif arguments == ["tutorial"]:
            return self._start_service()
        elif "--listen" in arguments or (arguments[0] == "preview" and "--export" not in arguments):
            return self._start(arguments)
        else:
            assert program == "connectorsmith"
            return on_terminal(self._run, arguments)
        return ""

    def _start_service(self) -> str:
        """What the command for the service prints; it uses a free port, and ends again."""
        self._start(["tutorial", "--port", "0"], until="sign in: ")
        shown = self._started
        port = re.search(r"127\.0\.0\.1:(\d+)", shown)[1]
        self._end()
        return shown.replace(port, PORT)

    def _start(self, arguments: list[str], until: str = r"the registration|the first poll|preview on") -> str:
        """Start a command that goes on; gives what it prints until it is ready."""
        assert self._running is None
        self._running = subprocess.Popen(
            [*CONNECTORSMITH, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"BROWSER": "true", "PYTHONUTF8": "1"},
        )
        self._started = self._read(until)
        return self._started

    def _end(self) -> str:
        """What the command that goes on has printed since, ended as with Ctrl-C."""
        process, listens = self._running, "callbacks" in self._started or "poll" in self._started
        assert process is not None
        arrived = self._read(r"^[}\]]$") if listens else ""
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
        self._running = None
        assert process.returncode == 0, rest
        lines = f"{arrived}^C\n{rest}".splitlines(keepends=True)
        return self.shown("".join(line for line in lines if NOTHING_NEW not in line))

    def _read(self, until: str) -> str:
        """The lines up to the first one with a pattern in it. A command that does not print that is killed."""
        process = self._running
        lines: list[str] = []
        watch = Timer(PATIENCE, process.kill)
        watch.start()
        try:
            while not lines or not re.search(until, lines[-1]):
                lines.append(process.stdout.readline())
                assert lines[-1], f"{process.args} ended, or was killed after {PATIENCE} seconds: {lines}"
        finally:
            watch.cancel()
        return "".join(lines)

    def _mine(self, text: str) -> str:
        """A text of the page with the port of this run."""
        return text.replace(f"http://127.0.0.1:{PORT}", self._address)

    def shown(self, text: str) -> str:
        """What was printed, as the page has it."""
        shown = text.replace(self._address, f"http://127.0.0.1:{PORT}").replace(str(self._home), ".")
        for pattern, instead in CHANGING.items():
            shown = re.sub(pattern, instead, shown)
        return shown if not shown or shown.endswith("\n") else f"{shown}\n"


def _output(line: str) -> str:
    """What curl prints."""
    ended = subprocess.run(shlex.split(line), capture_output=True, text=True, timeout=20)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
