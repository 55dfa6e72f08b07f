"""Record the output of a run while it is printed, so that it can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectorsmith.results.store import Printed


class Recording:
    """The texts that were printed, and whether one of them holds for this run only."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self.once = False


_recordings: list[Recording] = []


@contextmanager
def recorded() -> Iterator[Recording]:
    """Record what is printed meanwhile."""
    _recordings.append(Recording())
    try:
        yield _recordings[-1]
    finally:
        _recordings.pop()


def note(text: str, *, err: bool) -> None:
    """Note a text that was printed."""
    for recording in _recordings:
        recording.printed.append((err, text))


def note_once() -> None:
    """Note that something is printed which holds for this run only, such as that it waits for another one."""
    for recording in _recordings:
        recording.once = True
