"""The template of the workspace, and what each verb makes of it when nothing goes wrong."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.atomicity.background import Background, background
from tests.atomicity.forked import Ended, Forked, end_processes, left_processes
from tests.atomicity.live_service import serve
from tests.atomicity.os_calls import Act
from tests.atomicity.platform_process import RESET, TITLES, platform
from tests.atomicity.trees import tree
from tests.atomicity.workspace import TEMPORARY, VERBS, Tree, make, restore, strays, torn

from connectorsmith.platform.release import open_release

_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Result:
    """What a verb makes of the template: its end, the workspace afterwards, its seconds, and its calls."""

    ended: Ended
    after: Tree
    seconds: float
    calls: int


@dataclass
class Stage:
    """Where runs take place, one attempt after the other: a workspace, and a folder for temporary files.

    ``known`` are processes that go on after a run.
    """

    room: Path
    folder: Path
    temporary: Path
    before: Tree
    known: set[int] = field(default_factory=set)
    platform: Background | None = None
    results: dict[str, Result] = field(default_factory=dict)

    @property
    def template(self) -> Path:
        """The workspace before any attempt."""
        return self.room / "template"

    def reset(self) -> None:
        """Make the workspace and the platform as they were, and the folder for temporary files empty."""
        restore(self.template, self.folder)
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir()
        if self.platform is not None:
            self.platform.ask(RESET)

    def start(self, arguments: Sequence[str], act: Act | None = None) -> Forked:
        """Start a verb in the workspace."""
        return Forked(arguments, self.folder, self.room, self.temporary, act)

    def run(self, arguments: Sequence[str], act: Act | None = None) -> Ended:
        """Run a verb in the workspace to its end."""
        return self.start(arguments, act).wait()

    def result(self, verb: str) -> Result:
        """What a verb makes of the template; it is run for it once."""
        if verb not in self.results:
            self.reset()
            calls = self.room / "calls"
            start = time.monotonic()
            ended = self.run(VERBS[verb], partial(_count, calls))
            seconds = time.monotonic() - start
            after = tree(self.folder)
            if ended.code not in (0, 3) or (after == self.before and verb not in TEMPORARY):
                raise AssertionError(f"{verb} does not do its work: {ended}")
            self.results[verb] = Result(ended, after, seconds, len(calls.read_bytes()))
            calls.unlink()
        return self.results[verb]

    def faults(self, *whole: Tree) -> list[str]:
        """What is wrong after runs: files in no whole state, strays, processes, connectors made twice."""
        here = tree(self.folder)
        found = [f"neither old nor new: {name}" for name in torn(here, *whole)]
        found += [f"a temporary file is left: {name}" for name in strays(here)]
        found += [f"in the folder for temporary files: {name}" for name in tree(self.temporary)]
        found += [f"a process is left: {name}" for name in left_processes(self.known)]
        held = Counter(self.platform.ask(TITLES) if self.platform is not None else ())
        return found + [f"{number} connectors are named {title}" for title, number in held.items() if number > 1]


def _count(file: Path, _number: int, _name: str, call: Callable[[], Any]) -> Any:
    with open(file, "ab") as counted:  # noqa: PTH123
        counted.write(b".")
    return call()


@contextmanager
def stage(room: Path | None = None, *, deploys: bool = True) -> Iterator[Stage]:
    """A stage in a new folder, in memory where there is such a file system; with ``deploys`` also a platform."""
    with ExitStack() as stack:
        parent = room or (_MEMORY if os.access(_MEMORY, os.W_OK) else None)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atomicity-", dir=parent)))
        template = folder / "template"
        (temporary := folder / "tmp").mkdir()

        def run(*arguments: str) -> None:
            ended = Forked(arguments, template, folder, temporary).wait()
            assert ended.code == 0, ended

        live = stack.enter_context(background(serve))
        make(template, run, live.answer())
        made = Stage(folder, folder / "ws", temporary, tree(template), {live.process})
        stack.callback(end_processes, made.known)
        if deploys:
            release = open_release("orders", "test", template)
            made.platform = stack.enter_context(platform(release.files, folder / "home"))
            made.known.add(made.platform.process)
        yield made
