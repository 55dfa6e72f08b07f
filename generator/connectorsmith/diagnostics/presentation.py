"""How findings are shown: what an output format needs beside the findings, and the order they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, field

from connectorsmith.diagnostics.diagnostic import Diagnostic
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.rule import Rule


def _no_lines(spans: Sequence[Span]) -> Sequence[str | None]:
    return [None] * len(spans)


class Presentation(Struct, frozen=True):
    """Options of formats; each uses those that it needs.

    Files are named relative to ``folder`` where they lie below it. ``lines`` gives the line of each place, None for
    one that cannot be shown. ``rules`` are all rules that were run, whether or not they found something. ``most`` is
    how many findings of one rule in one file are shown in full, ``None`` for all of them.
    """

    folder: Path = field(default_factory=Path.cwd)
    lines: Callable[[Sequence[Span]], Sequence[str | None]] = _no_lines
    rules: tuple[Rule, ...] = ()
    colour: bool = False
    most: int | None = None

    def name(self, file: Path) -> str:
        """The file as it is shown: with ``/``, relative where it lies below the folder."""
        return shown_path(file, self.folder)

    def place(self, span: Span) -> str:
        """The place as editors and terminals make it a link: ``file:line:column``."""
        return f"{self.name(span.file)}:{span.line}:{span.column}"


@lru_cache(1024)
def shown_path(file: Path, folder: Path) -> str:
    """A path as it is shown: with ``/``, relative where it lies below the folder."""
    return (file.relative_to(folder) if file.is_relative_to(folder) else file).as_posix()


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put findings in reading order: by file, line and column, the worst first; those without a place come last."""
    return sorted(diagnostics, key=_rank)


_posix = lru_cache(1024)(Path.as_posix)


def _rank(diagnostic: Diagnostic) -> tuple[bool, str, int, int, int, str]:
    span = diagnostic.span
    place = (span is None, _posix(span.file), span.line, span.column) if span else (True, "", 0, 0)
    return (*place, -diagnostic.severity, diagnostic.rule)
