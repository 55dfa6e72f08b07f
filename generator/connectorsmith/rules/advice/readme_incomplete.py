"""The readme lacks its title or a section that certification asks for, or has nothing in such a section.

Why: the documentation of the connector on Microsoft's pages is made from the readme, section by section.
Write: the title, and below it headings for publisher, prerequisites, supported operations, obtaining credentials, and
    known issues and limitations, each with a text; without a file a readme is generated from "documentation:".
Bad:
    # Orders
    Reads orders.
Good:
    # Orders
    ## Publisher: Example
    ## Prerequisites
    ## Supported Operations
    ## Obtaining Credentials
    ## Known Issues and Limitations
Source: templates/certified-connectors/readme.md of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.model.files import README
from connectorsmith.rules.support.phrases import both


@rule(Severity.ERROR, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the words of each section in the headings of the file, whichever way a heading is marked."""
    content = connector.assets.get(README)
    if content is None:
        return
    headings = _headings(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    if not any(level == 1 for level, _, _ in headings):
        yield Finding(Pointer(README), f"{README} has no title", "begin it with # and the name of the connector")
    found = {section: _filled(headings, words) for section, words in _SECTIONS.items()}
    missing = [section for section, filled in found.items() if filled is None]
    if missing:
        message = f"{README} has no section for {', '.join(missing)}"
        yield Finding(Pointer(README), message, "add them, with these words as headings")
    empty = [section for section, filled in found.items() if filled is False]
    if empty:
        message = f"{README} has no text in the section for {both(empty)}"
        yield Finding(Pointer(README), message, "write a sentence there")


def _headings(text: str) -> list[tuple[int, str, bool]]:
    """The level and the words of each heading, and whether anything is below it or behind a colon in it."""
    found = list(_HEADING.finditer(text))
    ends = [*(one.start() for one in found), len(text)][1:]
    headings = []
    for one, end in zip(found, ends, strict=True):
        words = (one["marked"] or one["underlined"]).casefold()
        level = len(one["marks"]) if one["marks"] else 1 if one["line"][0] == "=" else 2
        below = bool(text[one.end() : end].strip())
        headings.append((level, words, below or bool(words.partition(":")[2].strip())))
    return headings


def _filled(headings: list[tuple[int, str, bool]], words: tuple[str, ...]) -> bool | None:
    """Whether a section has anything in it, sections below it included; ``None`` if there is none."""
    filled: bool | None = None
    for index, (level, heading, below) in enumerate(headings):
        if any(word in heading for word in words):
            inside = index + 1 < len(headings) and headings[index + 1][0] > level
            filled = bool(filled) or below or inside
    return filled


_HEADING: Final = re.compile(
    r"^ {0,3}(?P<marks>#+) *(?P<marked>[^ \n].*)$|^(?P<underlined>\S.*)\n(?P<line>=+|-+) *$", re.MULTILINE
)
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "publisher": ("publisher",),
    "prerequisites": ("prerequisite", "pre-requisite"),
    "supported operations": ("operations", "actions"),
    "obtaining credentials": ("credentials",),
    "known issues and limitations": ("known issues", "limitations"),
}
"""Each section by its name, and the words of which one has to be in its heading."""
