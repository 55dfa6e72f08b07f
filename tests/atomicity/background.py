"""Processes that go on while verbs are run, and answer them."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Final, NamedTuple

SECONDS: Final = 60
"""After which a process that does not answer counts as one that hangs."""


class Background(NamedTuple):
    """A process, and the connection to ask it something."""

    process: int
    connection: Connection

    def ask(self, question: str) -> object:
        """What it answers. Raises TimeoutError if it does not."""
        self.connection.send(question)
        return self.answer()

    def answer(self) -> object:
        """The next thing that it sends. Raises TimeoutError if nothing comes."""
        if not self.connection.poll(SECONDS):
            raise TimeoutError(f"process {self.process} does not answer")
        return self.connection.recv()


@contextmanager
def background(serve: Callable[[Connection], object]) -> Iterator[Background]:
    """A process in which ``serve`` runs with the other end of the connection; it ends with this one at the latest."""
    ours, theirs = Pipe()
    process = os.fork()
    if process == 0:
        try:
            os.setsid()  # a terminal's Ctrl-C is for the runs
            ours.close()
            serve(theirs)
        finally:
            os._exit(1)
    theirs.close()
    try:
        yield Background(process, ours)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        ours.close()


def questions(connection: Connection) -> Iterator[str]:
    """The questions that come, until the process that asks has ended."""
    parent = os.pidfd_open(os.getppid())
    while parent not in select.select([parent, connection], [], [])[0]:
        yield connection.recv()
