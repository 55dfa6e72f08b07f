"""A disk that is full at each write in turn: a verb says so, and each connector is in its old state or its new one."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.atomicity.forked import Ended, end_processes
from tests.atomicity.os_calls import failing
from tests.atomicity.stage import Stage
from tests.atomicity.trees import tree
from tests.atomicity.workspace import LARGE, VERBS, next_run, torn

FULL: Final = "No space left on device"
_IN_WORDS: Final = (FULL, "Disk full.", "error CS0016:")
"""How a full disk is reported; the last two are Mono's words."""
PAGE: Final = 4096
"""Bytes that a file takes at least."""


def at_each_call(stage: Stage, verb: str) -> Iterator[list[str]]:
    """The faults of runs in which one call after the other finds no space."""
    for nth in range(1, stage.result(verb).calls + 1):
        stage.reset()
        ended = stage.run(VERBS[verb], failing(nth, OSError(errno.ENOSPC, FULL)))
        yield [f"call {nth}: {fault}" for fault in _faults(stage, verb, ended)]


def on_small_disk(stage: Stage, verb: str) -> Iterator[list[str]]:
    """The faults of runs on a file system of 1 MB with no page free, one, two, until there are enough.

    Raises PermissionError if this process may not mount a file system.
    """
    stage.result(verb)
    with _mounted(stage) as disk:
        temporary = stage.temporary if verb in LARGE else disk / "tmp"
        small = replace(stage, folder=disk / "ws", temporary=temporary)
        ended, free, is_full = None, 0, True
        while ended is None or ended.code != stage.result(verb).ended.code:
            assert is_full, f"1 MB is not enough for {verb}: {ended}"
            small.reset()
            is_full = _fill(disk / "ballast", free)
            ended = small.run(VERBS[verb])
            yield [f"{free} pages free: {fault}" for fault in _faults(small, verb, ended)]
            free += 1


def _faults(stage: Stage, verb: str, ended: Ended) -> Iterator[str]:
    """What is wrong right after a run that may have found no space, and after the next one."""
    result = stage.result(verb)
    here = tree(stage.folder)
    if ended.code != result.ended.code:
        if ended.code != 1 or not _names_it(ended.err):
            yield f"ended with {ended}"
        elif "nothing was changed" in ended.err and torn(here, stage.before, result.after):
            yield f"something was changed, though it says: {ended.err}"
    elif here != result.after and not torn(here, stage.before):
        yield "it says that all is well, and nothing is done"
    (stage.folder.parent / "ballast").unlink(missing_ok=True)  # the next run has space again
    stage.run(next_run(verb, stage.folder))
    yield from stage.faults(stage.before, result.after)


def _names_it(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.startswith("error: ")]
    return any(word in line for line in lines for word in _IN_WORDS)


@contextmanager
def _mounted(stage: Stage) -> Iterator[Path]:
    """A file system of 1 MB in memory. Raises PermissionError."""
    folder = stage.room / "small"
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "connectorsmith-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        raise PermissionError(errno.EPERM, "only root may mount a file system", str(folder))
    try:
        yield folder
    finally:
        end_processes(stage.known)  # one that still runs keeps the file system busy
        subprocess.run(["umount", str(folder)], check=True)


def _fill(ballast: Path, free: int) -> bool:
    """Let a file take all of its file system but some pages; tells whether the file takes any."""
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    try:
        with suppress(OSError):
            while True:
                os.write(handle, bytes(PAGE))
        size = max(0, os.lseek(handle, 0, os.SEEK_CUR) - free * PAGE)
        os.ftruncate(handle, size)
        return size > 0
    finally:
        os.close(handle)
