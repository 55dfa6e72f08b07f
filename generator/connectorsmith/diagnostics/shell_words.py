"""Words of a command line, quoted for the shells of the system that this runs on."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from typing import Final

_PLAIN: Final = re.compile(r"[\w.:/\\@+=-]+")


def quoted(word: str) -> str:
    """A word as it is typed: in single quotes for POSIX, in double ones for Windows, where it needs any."""
    if os.name != "nt":
        return shlex.quote(word)
    return word if _PLAIN.fullmatch(word) else f'"{word}"'  # no name of a file there has a quote


def joined(words: Iterable[str]) -> str:
    """The words of a command as they are typed."""
    return " ".join(map(quoted, words))
