"""Where the keys of a TOML file are, which the standard library's reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Span

_HEADER: Final = re.compile(r"[ \t]*(\[{1,2})([^\[\]]{1,500})\]{1,2}")
_KEY: Final = re.compile(r"[ \t]*[\"']?([\w-]{1,200})[\"']?[ \t]*=")

Path_ = tuple[str | int, ...]
"""A key with the tables around it; a number counts the tables of an array."""


class Places(Struct, frozen=True, dict=True):
    """The text of a file and the table that has the settings, which is empty for the whole file."""

    file: Path
    text: str
    prefix: tuple[str, ...] = ()

    def span(self, path: Sequence[str | int]) -> Span:
        """The place of a key below the settings; of the nearest one above it that has a line of its own."""
        wanted = (*self.prefix, *path)
        for length in range(len(wanted), 0, -1):
            if (found := self._known.get(wanted[:length])) is not None:
                return Span(self.file, *found)
        return Span(self.file, 1, 1)

    @cached_property
    def _known(self) -> dict[Path_, tuple[int, int]]:
        """The line and column of each key; the text is read once for all places that are asked for."""
        return dict(_keys(self.text))


def _keys(text: str) -> Iterator[tuple[Path_, tuple[int, int]]]:
    """Each key and each header of a table, with its line and column; the last of two equal ones counts."""
    now: Path_ = ()
    counts: dict[Path_, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if (header := _HEADER.match(line)) is not None:
            now = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            if header[1] == "[[":
                counts[now] = counts.get(now, -1) + 1
                now = (*now, counts[now])
            yield now, (number, header.start(1) + 1)
        elif (key := _KEY.match(line)) is not None:
            yield (*now, key[1]), (number, key.start(1) + 1)
