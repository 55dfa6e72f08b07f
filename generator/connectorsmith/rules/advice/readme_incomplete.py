"""The readme lacks a section that certification asks for.

Why: the documentation of the connector on Microsoft's pages is made from the readme, section by section.
Write: headings for publisher, prerequisites, supported operations, obtaining credentials, and known issues and
    limitations; without a file a readme is generated from "documentation:".
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


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the words of each section in the headings of the file, whichever way a heading is marked."""
    content = connector.assets.get(_README)
    if content is not None:
        text = content.decode("utf-8-sig", "replace")
        found = " ".join(heading.casefold() for pair in _HEADING.findall(text) for heading in pair)
        missing = [section for section in _SECTIONS if not any(word in found for word in _SECTIONS[section])]
        if missing:
            message = f"{_README} has no section for {', '.join(missing)}"
            yield Finding(Pointer(_README), message, "add them, with these words as headings")


_README: Final = "readme.md"
_HEADING: Final = re.compile(r"^ {0,3}#+ *(.+)$|^(.+)\r?\n(?:=+|-+) *$", re.MULTILINE)
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "publisher": ("publisher",),
    "prerequisites": ("prerequisite", "pre-requisite"),
    "supported operations": ("operations", "actions"),
    "obtaining credentials": ("credentials",),
    "known issues and limitations": ("known issues", "limitations"),
}
"""Each section by its name, and the words of which one has to be in its heading."""
