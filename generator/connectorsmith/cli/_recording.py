"""What a run prints, noted while it is printed, so that the result of the run can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectorsmith.results.store import Printed

_recordings: list[list[Printed]] = []


@contextmanager
def recorded() -> Iterator[list[Printed]]:
    """A list that gets each text which is printed meanwhile."""
    _recordings.append([])
    try:
        yield _recordings[-1]
    finally:
        _recordings.pop()


def note(text: str, *, err: bool) -> None:
    """Note a text that was printed."""
    for texts in _recordings:
        texts.append((err, text))
