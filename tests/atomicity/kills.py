"""Runs that a signal ends at a random instant: the next run puts right what they leave, and says so."""

from __future__ import annotations

import os
import signal
from functools import partial
from random import Random
from typing import Final

from tests.atomicity.forked import Ended
from tests.atomicity.os_calls import signalled
from tests.atomicity.stage import Stage
from tests.atomicity.trees import tree
from tests.atomicity.workspace import ADDING, ELSEWHERE, VERBS, next_run, strays, torn

from connectorsmith.workspace.unfinished import REDO, UNDO

SIGNALS: Final = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")
ENDS: Final = {"SIGKILL": -signal.SIGKILL, "SIGTERM": 143, "SIGHUP": 129, "SIGINT": 1}
"""The code of a run that a signal has ended."""
SAYS: Final = "note: an interrupted run"


class Kill:
    """One attempt: a verb, a signal, and when it is sent; the same for the same seed, as far as time can be."""

    def __init__(self, stage: Stage, verb: str, seed: str) -> None:
        self.random = Random(seed)
        self.stage, self.verb = stage, verb
        self.signal = self.random.choice(SIGNALS)
        self.at_call = self.random.random() < 0.5
        self.faults: list[str] = []
        self.outcome = "ended before"

    def run(self) -> None:
        """Run the verb, end it, and look at what it leaves."""
        result = self.stage.result(self.verb)
        self.stage.reset()
        ended = self._killed_at_call(result.calls) if self.at_call else self._killed_at_moment(result.seconds)
        if ended.code not in (ENDS[self.signal], result.ended.code, -getattr(signal, self.signal)):
            self.faults.append(f"exit code {ended.code}: {ended.out}{ended.err}")
        if self.signal != "SIGKILL" and ended.code >= 0:
            self.faults += [f"left by {self.signal}: {name}" for name in strays(tree(self.stage.folder))]
        self._put_right()
        self._run_again()

    def _killed_at_call(self, calls: int) -> Ended:
        number, whole = getattr(signal, self.signal), self.random.random() < 0.5
        nth = self.random.randint(1, calls)
        how = self.random.choice(("before", "after", "torn"))

        def send() -> None:
            (os.killpg if whole else os.kill)(os.getpgrp(), number)

        return self.stage.run(VERBS[self.verb], signalled(nth, how, send))

    def _killed_at_moment(self, seconds: float) -> Ended:
        process = self.stage.start(VERBS[self.verb])
        if not process.ends_within(self.random.uniform(0, 1.1 * seconds)):
            process.send(getattr(signal, self.signal), self.random.random() < 0.5)
        return process.wait()

    def _put_right(self) -> None:
        """Let the next run, which may be killed as well, complete or undo what is left."""
        if self._is_unfinished() and self.random.random() < 0.3:
            kill = partial(os.kill, 0, signal.SIGKILL)
            self.stage.run(
                next_run(self.verb, self.stage.folder), signalled(self.random.randint(1, 20), "before", kill)
            )
        unfinished = self._is_unfinished()
        ended = self.stage.run(next_run(self.verb, self.stage.folder))
        if ended.code not in (0, 3) or (SAYS in ended.err) != unfinished:
            self.faults.append(f"the next run (unfinished: {unfinished}) ended with {ended}")
        here = tree(self.stage.folder)
        whole = (self.stage.before, self.stage.result(self.verb).after)
        self.outcome = "old" if here == whole[0] else "new" if here == whole[1] else "each whole"
        self.outcome += ", put right" if unfinished else ""
        self.faults += [f"neither old nor new: {name}" for name in torn(here, *whole)]

    def _is_unfinished(self) -> bool:
        folders = (self.stage.folder, self.stage.folder / ELSEWHERE.get(self.verb, ""))
        return any((folder / name).exists() for folder in folders for name in (UNDO, REDO))

    def _run_again(self) -> None:
        """Do the work after all: it ends well, and nothing is left of either run."""
        if self.verb in ADDING and not self.outcome.startswith("old"):
            self.stage.run(VERBS["verify"])  # it has temporary files, and removes those that a killed run has left
            self.faults += self.stage.faults(self.stage.result(self.verb).after)
            return
        result = self.stage.result(self.verb)
        ended = self.stage.run(VERBS[self.verb])
        if ended.code != result.ended.code:
            self.faults.append(f"the run after that ended with {ended}")
        self.faults += self.stage.faults(result.after)
