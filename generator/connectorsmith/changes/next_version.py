"""The next version of a connector, by the worst that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.verdicts import Level

_VERSION: Final = re.compile(r"([vV]?)(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")
_WORDS: Final = ("breaking", "feature", "patch")


def size_of(changes: Iterable[Change]) -> str:
    """The size of what changed: ``breaking``, ``feature`` or ``patch``."""
    found = {0 if one.level is Level.BREAKING else 1 if one.verdict.feature else 2 for one in changes}
    return _WORDS[min(found, default=2)]


def next_version(version: str | None, changes: Iterable[Change]) -> str | None:
    """The version that follows, with as many numbers as it needs; ``None`` for one that is not made of numbers."""
    known = _VERSION.fullmatch(version or "")
    if known is None:
        return None
    size = size_of(changes)
    numbers = [int(number) for number in known.groups()[1:] if number is not None]
    place = _WORDS.index(size)
    numbers += [0] * (place + 1 - len(numbers))
    numbers[place] += 1
    numbers[place + 1 :] = [0] * len(numbers[place + 1 :])
    return known[1] + ".".join(map(str, numbers))
