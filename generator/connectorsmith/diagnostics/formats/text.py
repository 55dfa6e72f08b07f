"""Findings for people: place, message, the source line with carets below what is meant, further places, the cure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import one_line

WIDTH = 100
"""How many characters of a source line are shown; a JSON file may be one line of a megabyte."""

LINES = 10
"""How many lines are named of the findings that are not shown in full."""

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_CYAN = "\x1b[36m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;34m"}


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Show each finding on its own lines and count them at the end; no findings give no text."""
    if not diagnostics:
        return ""
    whole, cut = _cut(diagnostics, presentation.most)
    lines = iter(presentation.lines([one.span for one in whole if one.span]))
    shown: list[str] = []
    for one in whole:
        line = next(lines) if one.span else None
        excerpt = _excerpt(line, one.span) if one.span and line is not None else None
        shown += _show(one, excerpt, presentation)
    further = [_further(found, presentation) for found in cut]
    return "\n".join([*shown, *further, _count(diagnostics)]) + "\n"


def _cut(diagnostics: Sequence[Diagnostic], most: int | None) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    """The diagnostics to show in full, and those of each rule and file beyond ``most``."""
    if most is None:
        return list(diagnostics), []
    groups: dict[tuple[str, object], list[Diagnostic]] = {}
    whole: list[Diagnostic] = []
    for one in diagnostics:
        group = groups.setdefault((one.rule, one.span.file if one.span else None), [])
        group.append(one)
        if len(group) <= most:
            whole.append(one)
    return whole, [group[most:] for group in groups.values() if len(group) > most]


def _further(found: Sequence[Diagnostic], presentation: Presentation) -> str:
    """One line for the further findings of a rule in a file."""
    first = found[0]
    file = f"{one_line(presentation.name(first.span.file))}: " if first.span else ""
    lines = list(dict.fromkeys(str(one.span.line) for one in found if one.span))
    listed = ", ".join(lines[:LINES]) + (", …" if len(lines) > LINES else "")
    where = f": line{'s' * (len(lines) > 1)} {listed}" if lines else ""
    return f"{file}and {len(found):,} more [{first.rule}]{where}; --verbose shows them"


def _show(diagnostic: Diagnostic, excerpt: tuple[str, str] | None, presentation: Presentation) -> Iterator[str]:
    def paint(text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if presentation.colour else text

    colour = _COLOURS[diagnostic.severity]
    place = paint(one_line(presentation.place(diagnostic.span)), _BOLD) + ": " if diagnostic.span else ""
    word = paint(diagnostic.severity.word, colour)
    yield f"{place}{word}: {one_line(diagnostic.message)} [{diagnostic.rule}]"
    if diagnostic.span and excerpt:
        number = str(diagnostic.span.line)
        yield f"  {number} | {excerpt[0]}".rstrip()
        yield f"  {' ' * len(number)} | {paint(excerpt[1], colour)}"
    for message, span in diagnostic.related:
        yield f"  {paint('see', _CYAN)} {one_line(presentation.place(span))}: {one_line(message)}"
    if diagnostic.hint:
        yield f"  {paint('help', _CYAN)}: {one_line(diagnostic.hint)}"


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The part of a line that holds the span, and the carets that go below it."""
    start = min(span.column - 1, len(line))
    first = 0 if len(line) <= WIDTH else max(0, min(start - WIDTH // 4, len(line) - WIDTH))
    shown = line[first : first + WIDTH].rstrip()
    before, meant = shown[: start - first], shown[start - first :][: span.length]
    left, right = "…" if first else "", "…" if len(line) > first + WIDTH else ""
    carets = " " * (len(left) + _columns(before)) + "^" * max(1, _columns(meant))
    return f"{left}{_printable(shown)}{right}", carets


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes as it is shown: none for a combining mark, two for a wide letter."""
    text = _printable(text)
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def _printable(text: str) -> str:
    """The part of a line with a space for each tab, and all else as it is shown on one line."""
    return one_line(text.replace("\t", " "))


def _count(diagnostics: Sequence[Diagnostic]) -> str:
    found = Counter(diagnostic.severity for diagnostic in diagnostics)
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    return ", ".join(f"{found[kind]} {word}{'s' * (found[kind] > 1)}" for kind, word in words.items() if found[kind])
