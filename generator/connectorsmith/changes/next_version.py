"""Versions of a connector: their order, and the one that a release needs by the worst that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.verdicts import Level

_VERSION: Final = re.compile(r"([vV]?)(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")
_WORDS: Final = ("breaking", "feature", "patch")
ABOUT_VERSION: Final = frozenset({"version-changed", "version-unchanged", "version-too-low"})
"""The kinds of changes that are about the version itself, and do not make a release."""


def size_of(changes: Iterable[Change]) -> str:
    """The size of what changed: ``breaking``, ``feature`` or ``patch``."""
    found = {0 if one.level is Level.BREAKING else 1 if one.verdict.feature else 2 for one in changes}
    return _WORDS[min(found, default=2)]


def version_numbers(version: str | None) -> tuple[int, int, int] | None:
    """The three numbers of a version, those that it leaves out being 0; ``None`` for one not made of numbers."""
    known = _VERSION.fullmatch(version or "")
    if known is None:
        return None
    first, second, third = (int(number or 0) for number in known.groups()[1:])
    return first, second, third


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


def needed_version(old: str | None, new: str | None, changes: Iterable[Change]) -> str | None:
    """The version that the changes need after ``old``; ``None`` if ``new`` is high enough or ``old`` has no numbers."""
    following = next_version(old, [one for one in changes if one.fact.kind not in ABOUT_VERSION])
    least, given = version_numbers(following), version_numbers(new)
    return following if least is not None and (given is None or given < least) else None


def release_version(old: str | None, new: str | None, changes: Iterable[Change]) -> str:
    """The version in which the changes reach users: the new one, or the one that is needed where it is too low."""
    return needed_version(old, new, changes) or new or "none"
