"""The progress of a long run, shown on a terminal."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, TypeVar

import click

from connectorsmith.cli._print import say
from connectorsmith.cli._volume import is_quiet

Item = TypeVar("Item")

_PATIENCE: Final = 1.0
"""Seconds after which a progress bar is shown."""
_SILENCE: Final = 2.0
"""Seconds after which a run that cannot count its steps says what it does."""


@contextmanager
def announced(doing: str) -> Iterator[None]:
    """Show the current work on standard error, if it is a terminal and the work takes more than two seconds."""
    timer = threading.Timer(_SILENCE, say, (f"{doing} …",), {"err": True})
    timer.daemon = True
    if _is_watched():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _is_watched() -> bool:
    """Whether standard error is a terminal."""
    return not is_quiet() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def watched(items: Iterable[Item], count: int, label: str, *, quiet: bool) -> Iterator[Item]:
    """The items as they come, with a progress bar on standard error if it is a terminal and this takes its time.

    ``quiet`` says that nothing is written to standard output meanwhile; what is, must go elsewhere than the bar.
    """
    seen = _is_watched() and (quiet or not sys.stdout.isatty())
    start = time.monotonic()
    with ExitStack() as shown:
        bar = None
        for number, item in enumerate(items, 1):
            if bar is not None:
                bar.update(1)
            elif seen and time.monotonic() - start > _PATIENCE:
                bar = shown.enter_context(click.progressbar(length=count, label=label, file=sys.stderr))
                bar.update(number)
            yield item


@contextmanager
def counted(count: int, label: str) -> Iterator[Callable[[object], None]]:
    """A function to call after each step of so many; like ``watched`` with ``quiet``, for steps without items."""
    seen = _is_watched()
    start = time.monotonic()
    with ExitStack() as shown:
        done, bar = 0, None

        def step(_: object) -> None:
            nonlocal done, bar
            done += 1
            if bar is not None:
                bar.update(1)
            elif seen and time.monotonic() - start > _PATIENCE:
                bar = shown.enter_context(click.progressbar(length=count, label=label, file=sys.stderr))
                bar.update(done)

        yield step
