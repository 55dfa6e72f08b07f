"""Messages of other tools and services that authors meet: kept as data, one file for each that says them.

A pattern is the part that all messages of a kind share: ``*`` stands for up to 300 characters, ``=`` at the start for
the whole message, and a single word counts as a word only. Case does not count. The files lie beside the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct, convert

from connectorsmith.packaged_yaml import packaged_yaml

_FOLDER: Final = "messages"
SEEN: Final = "seen in public repositories"
_WHOLE: Final = "="
_ANY: Final = ".{1,300}?"


class KnownMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known message: its meaning, cause and cure, and the rule that finds its place, if there is one.

    ``source`` is the page that has the message, or ``SEEN`` where only repositories without such a page have it.

    ``wraps`` marks what only introduces other messages.
    """

    name: str
    says: str
    pattern: str | tuple[str, ...]
    meaning: str
    cause: str
    cure: str
    source: str
    rule: str | None = None
    example: str | None = None
    wraps: bool = False

    @property
    def patterns(self) -> tuple[str, ...]:
        """The pattern, or each of them."""
        return (self.pattern,) if isinstance(self.pattern, str) else self.pattern


@cache
def known_messages() -> dict[str, KnownMessage]:
    """All entries by name, in the order of the files."""
    return {entry.name: entry for entry in _entries()}


def _entries() -> Iterator[KnownMessage]:
    folder = files("connectorsmith.rules") / _FOLDER
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        found = packaged_yaml("connectorsmith.rules", f"{_FOLDER}/{file.name}")
        for name, entry in found["messages"].items():
            yield convert({"name": name, "says": found["says"], **entry}, KnownMessage)


@cache
def known_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Each pattern as it is written, the name of its entry, and to search with in folded text."""
    return tuple((text, entry.name, compiled(text)) for entry in known_messages().values() for text in entry.patterns)


def compiled(text: str) -> re.Pattern[str]:
    """A pattern to search with in folded text whose blanks are single; the quote at the end of a message is cut off."""
    words = text.removeprefix(_WHOLE).casefold().rstrip("'")
    pattern = _ANY.join(re.escape(part.strip()) for part in words.split("*"))
    if text.startswith(_WHOLE):
        return re.compile(rf"\A{pattern}\Z")
    return re.compile(rf"(?<!\w){pattern}(?!\w)" if re.fullmatch(r"[\w.-]+", words) else pattern)
