"""Arguments that name a version of a connector: what they name, and at which revision or in which environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

_AT: Final = "@"
_LIVE: Final = "live:"


class VersionName(Struct, frozen=True):
    """A name or path, with a revision of git or an environment of the platform if the argument has one."""

    name: str
    revision: str | None = None
    environment: str | None = None

    @property
    def is_here(self) -> bool:
        """Whether this is the version in the work tree."""
        return self.revision is None and self.environment is None


def parse_version(text: str, exists: Callable[[str], bool] = os.path.lexists) -> VersionName:
    """Split NAME@REV and NAME@live:ENV; ``exists`` tells whether a path is on the disk.

    Folders and files may have ``@`` in their names, so a path that exists is one, and so is a text whose part after
    ``@`` cannot be a revision or whose folder exists. Raises UsageError if a part is missing.
    """
    name, at, revision = _split(text)
    if not at or exists(text) or "\\" in revision or _is_in_a_folder(text, revision, exists):
        return VersionName(text)
    if not name:
        raise click.UsageError(f"{text} names no connector: write one before the @, such as oneflow{text}")
    if not revision.strip():
        raise click.UsageError(f"{text} names no revision: write one after the @, such as {name}@HEAD, or leave it out")
    if not revision.startswith(_LIVE):
        return VersionName(name, revision)
    environment = revision.removeprefix(_LIVE)
    if not environment.strip():
        raise click.UsageError(f"{text} names no environment: write one after live:, such as {name}@live:test")
    return VersionName(name, environment=environment)


def _split(text: str) -> tuple[str, str, str]:
    """At the last ``@``, or at the one before it if that belongs to a revision such as ``main@{upstream}``."""
    end = len(text)
    while (at := text.rfind(_AT, 0, end)) >= 0:
        if text[at + 1 : at + 2] != "{" or _AT not in text[:at]:
            return text[:at], _AT, text[at + 1 :]
        end = at
    return text, "", ""


def _is_in_a_folder(text: str, revision: str, exists: Callable[[str], bool]) -> bool:
    """Whether ``@`` is in the name of a folder that exists, and the path goes on below it."""
    return "/" in revision and exists(str(Path(text).parent))
