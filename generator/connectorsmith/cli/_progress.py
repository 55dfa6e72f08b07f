"""A progress bar for long runs, shown on a terminal only."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Final, TypeVar

import click

Item = TypeVar("Item")

_PATIENCE: Final = 1.0
"""Seconds before the progress bar appears."""


def watched(items: Iterable[Item], count: int, label: str, *, quiet: bool) -> Iterator[Item]:
    """The items as they come, with a progress bar on standard error if it is a terminal and this takes its time.

    ``quiet`` says that nothing is written to standard output meanwhile; what is, must go elsewhere than the bar.
    """
    seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and (quiet or not sys.stdout.isatty())
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
