"""Verbs as processes of their own, forked from one that has imported everything, so that a run takes little time."""

from __future__ import annotations

import ctypes
import importlib
import os
import pkgutil
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from tests.atomicity.os_calls import Act, interposed
from tests.atomicity.visits import visit

import connectorsmith
from connectorsmith.cli import main
from connectorsmith.workspace.interruptions import ENDING

LONGEST: Final = 120.0
"""Seconds after which a run counts as one that hangs."""
_SUBREAPER: Final = 36
"""``PR_SET_CHILD_SUBREAPER`` of ``linux/prctl.h``: processes whose parent has ended become children of this one."""


class Ended(NamedTuple):
    """How a run ended; the code is negative if a signal ended it, as in ``subprocess``."""

    code: int
    out: str
    err: str


class Forked:
    """A run of a verb in a folder, the leader of a process group of its own."""

    def __init__(
        self, arguments: Iterable[str], folder: Path, output: Path, temporary: Path, act: Act | None = None
    ) -> None:
        """Start it with folders for its output and its temporary files; ``act`` decides on its calls."""
        self._files = [output / f"{word}-{time.monotonic_ns()}" for word in ("out", "err")]
        for file in self._files:
            file.touch()
        sys.stdout.flush()
        sys.stderr.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # until the new process is on its own way
        self.process = os.fork()
        if self.process == 0:
            _child(["connectorsmith", *arguments], folder, self._files, temporary, act)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        os.setpgid(self.process, self.process)  # here as well as there: whichever comes first
        self._handle = os.pidfd_open(self.process)

    def ends_within(self, seconds: float) -> bool:
        """Wait for the end, but no longer than that; tells whether it came."""
        return bool(select.select([self._handle], [], [], seconds)[0])

    def send(self, number: int, everywhere: bool) -> None:
        """Send a signal to the process, or to its whole group as a terminal does."""
        (os.killpg if everywhere else os.kill)(self.process, number)

    def wait(self) -> Ended:
        """How it ended. Raises TimeoutError, after it has been killed, if it does not end."""
        hangs = not self.ends_within(LONGEST)
        if hangs:
            os.killpg(self.process, signal.SIGKILL)
        os.close(self._handle)
        _, status = os.waitpid(self.process, 0)
        out, err = (file.read_text("utf-8", "replace") for file in self._files)
        for file in self._files:
            file.unlink()
        if hangs:
            raise TimeoutError(f"it hangs: {out}{err}")
        return Ended(os.waitstatus_to_exitcode(status), out, err)


def prepare() -> None:
    """Import what verbs import, and become the parent of processes that their own parents have left."""
    for module in pkgutil.walk_packages(connectorsmith.__path__, "connectorsmith."):
        if not module.name.endswith("__main__") and "templates" not in module.name:
            importlib.import_module(module.name)
    importlib.import_module("openapi_spec_validator")
    assert ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0) == 0


def end_processes(known: set[int]) -> None:
    """Kill every process that was started here and still runs, but the known ones."""
    left_processes(known, seconds=0.0)


def left_processes(known: set[int], seconds: float = 20.0) -> list[str]:
    """The command lines of processes that runs have left and that do not end by themselves; they are killed."""
    end = time.monotonic() + seconds
    left: list[str] = []
    while orphans := sorted(children() - known):
        for process in orphans:
            handle = os.pidfd_open(process)
            if not select.select([handle], [], [], max(0.0, end - time.monotonic()))[0]:
                left.append(Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode())
                os.kill(process, signal.SIGKILL)
            os.close(handle)
            os.waitpid(process, 0)
    return left


def children() -> set[int]:
    """The processes that this one has started, or taken over from such ones."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(number) for task in tasks for number in (task / "children").read_text().split()}


def _child(command: list[str], folder: Path, files: list[Path], temporary: Path, act: Act | None) -> None:
    """Do in the new process what the command does in one of its own, and end it."""
    code = 1
    try:
        os.setpgid(0, 0)
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, file in enumerate(files, 1):
            os.dup2(os.open(file, os.O_WRONLY), number)
        os.environ |= {"TMPDIR": str(temporary), "COLUMNS": "100"}
        tempfile.tempdir = str(temporary)  # else the one that the parent found
        sys.argv = command
        visit(command[1:], files[1])
        code = _code_of(main, act)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _code_of(work: Callable[[], object], act: Act | None) -> int:
    with ExitStack() as stack:
        if act is not None:
            stack.enter_context(interposed(act))
        try:
            work()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            return 1
        return 0
