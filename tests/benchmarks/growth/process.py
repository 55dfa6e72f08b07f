"""One verb in a process of its own that writes down what it has cost.

Where the system can fork, the processes come from one that has imported connectorsmith: the start of Python and the
imports, which cost the same at any size, are not repeated.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from unittest import mock

import watchfiles

from connectorsmith.cli import main
from connectorsmith.server import serving

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")


def import_all_once() -> None:
    """Have the process from which the verbs are forked import everything before the first of them."""
    _CONTEXT.set_forkserver_preload([f"{__package__}.everything"])


def run_apart(folder: Path, arguments: tuple[str, ...], costs: Path, output: Path) -> int:
    """Run a verb in a folder, with its costs and what it prints in files; returns its exit code."""
    process = _CONTEXT.Process(target=_run, args=(folder, arguments, costs, output))
    process.start()
    process.join()
    return process.exitcode or 0


def _run(folder: Path, arguments: tuple[str, ...], costs: Path, output: Path) -> None:
    os.chdir(folder)
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.argv = ["connectorsmith", *arguments]
    try:
        with ended_at_once():
            main()
    finally:
        costs.write_text(json.dumps({"cpu": _seconds(), "memory": peak()}), "utf-8")


@contextlib.contextmanager
def ended_at_once() -> Iterator[None]:
    """End the verbs that would run until they are stopped as soon as they have started."""
    with (
        mock.patch.object(serving, "stopped_by_signals", _stopped),
        mock.patch.object(watchfiles, "watch", return_value=()),
    ):
        yield


def _stopped() -> asyncio.Event:
    stop = asyncio.Event()
    stop.set()
    return stop


def _seconds() -> float:
    """The CPU time of this process and of those that it has started and that have ended."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def peak() -> int | None:
    """The most memory that this process has held, in bytes; none where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere in Linux, the peak of the process that started this one counts as well
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    with contextlib.suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return None
