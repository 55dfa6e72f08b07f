"""A changelog in Markdown: release notes added below the heading of their version, and nothing taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.changes.notes import line_of

Sections = Mapping[str, Mapping[str, str | None]]
"""Sentences with a reason or none, by the heading of their section."""
_TITLE: Final = "# Changelog"
_HEADING: Final = re.compile(r"(#{1,6})[ \t]++(.*)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_VERSION: Final = re.compile(r"\[?v?(\d+(?:\.\d+)*[^\s\](,:]*|unreleased)(?![^\s\](,:])", re.IGNORECASE)
_ITEM: Final = re.compile(r"[-*+] |[ \t]+\S")
"""How a line of a list begins, and one that belongs to an item."""
_UNRELEASED: Final = "unreleased"
_LEVEL: Final = 2


class _Heading(Struct, frozen=True):
    """A heading outside of code: its line, its level, its text, and the version that it begins with."""

    line: int
    level: int
    text: str

    @property
    def version(self) -> str | None:
        """The version in lower case, without the ``v`` before it; ``None`` if the heading names none."""
        found = _VERSION.match(self.text)
        return None if found is None else found[1].casefold()


def with_notes(text: str, version: str, sections: Sections) -> str:
    """The text of a changelog with the notes of a version, added to its entry if there is one.

    A new entry is the first, but for one of unreleased changes. Lines that the entry has already are not repeated, and
    a line without its reason gets it. Line ends are those of the text.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n") if text else [_TITLE, ""]
    named = [one for one in _headings(lines) if one.version is not None]
    known = next((one for one in named if one.version == version.casefold().removeprefix("v")), None)
    lines = _with_entry(lines, version, sections, named) if known is None else _with_lines(lines, known, sections)
    return ending.join(lines).rstrip("\r\n") + ending


def _headings(lines: list[str]) -> Iterator[_Heading]:
    """The headings of a text, without those inside of fenced code and comments."""
    fence = ""
    comment = False
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
        elif comment or line.lstrip().startswith("<!--"):
            comment = "-->" not in line
        elif mark is not None:
            fence = mark[1]
        elif (found := _HEADING.fullmatch(line)) is not None:
            yield _Heading(number, len(found[1]), found[2].rstrip(" \t").rstrip("#").rstrip(" \t"))


def _with_entry(lines: list[str], version: str, sections: Sections, named: list[_Heading]) -> list[str]:
    """The lines with a new entry above the newest version, at the level of its heading."""
    below = next((one for one in named if one.version != _UNRELEASED), None)
    level = named[0].level if named else _LEVEL
    entry = [f"{'#' * level} {version}", "", *_entry(sections, level + 1)]
    at = below.line if below is not None else len(lines)
    before = lines[:at]
    while before and not before[-1].strip():
        before.pop()
    return [*before, *([""] if before else []), *entry, *lines[at:]]


def _entry(sections: Sections, level: int) -> Iterator[str]:
    for heading, sentences in sections.items():
        yield from (f"{'#' * level} {heading}", "")
        yield from (line_of(sentence, reason) for sentence, reason in sentences.items())
        yield ""


def _with_lines(lines: list[str], entry: _Heading, sections: Sections) -> list[str]:
    """The lines with what the entry of a version lacks, each at the end of its section."""
    lines = [*lines]
    for heading, sentences in sections.items():
        inner = [*_headings(lines)]
        end = next((one.line for one in inner if one.line > entry.line and one.level <= entry.level), len(lines))
        section = next(
            (one for one in inner if entry.line < one.line < end and one.text.casefold() == heading.casefold()), None
        )
        new = [*_missing(lines, entry.line, end, sentences)]
        if not new:
            continue
        if section is not None:
            end = next((one.line for one in inner if section.line < one.line < end), end)
            _insert(lines, end, new)
        else:
            _insert(lines, end, ["", f"{'#' * (entry.level + 1)} {heading}", "", *new])
    return lines


def _missing(lines: list[str], start: int, end: int, sentences: Mapping[str, str | None]) -> Iterator[str]:
    """The lines that an entry does not have; one that has only its reason to add is completed in place."""
    for sentence, reason in sentences.items():
        plain, whole = line_of(sentence, None), line_of(sentence, reason)
        there = [number for number in range(start, end) if _is_line(lines[number], plain)]
        if not there:
            yield whole
        elif lines[there[0]].rstrip() == plain:
            lines[there[0]] = whole


def _is_line(line: str, plain: str) -> bool:
    return line.rstrip() == plain or line.startswith(f"{plain} (")


def _insert(lines: list[str], at: int, new: list[str]) -> None:
    """Put lines after the last one above a place that is not blank, apart from it if it is not of a list."""
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    apart = new[0] and not _ITEM.match(lines[at - 1])
    lines[at:at] = ["", *new] if apart else new
