"""Markdown as GitHub reads it: text that stays text, code spans, and the anchors of headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from connectorsmith.xml_literal import UNHOLDABLE, visible

MARKUP = re.compile(r"([\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;))")
"""Characters that are markup in Markdown; an underscore between letters is not, so that names stay readable."""
BLOCK = re.compile(r"^(\d*)([#+=.)-])")
"""Beginnings of lines that make a heading, a rule or a list item."""
CLOSING = re.compile(r"(?<=\s)(?=#+$)")
"""Where number signs begin that a heading would drop from its end."""


def text(value: object) -> str:
    """Write any text so that it shows as itself, on one line, in a paragraph, a heading or a table cell."""
    return CLOSING.sub(r"\\", BLOCK.sub(r"\1\\\2", MARKUP.sub(r"\\\1", _line(value))))


def code(value: object) -> str:
    """Write a name as a code span, for any place but a table."""
    line = _line(value)
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def code_cell(value: object) -> str:
    """Write a name as a code span in a table, where a pipe would end the cell even inside of code."""
    return code(value).replace("|", r"\|")


def bold(value: object) -> str:
    """Write any text in bold; nothing for an empty one, whose marks would be a rule across the page."""
    shown = text(value)
    return f"**{shown}**" if shown else ""


def _line(value: object) -> str:
    """A value on one line; characters that no page can hold are shown as escapes."""
    return " ".join(UNHOLDABLE.sub(lambda found: visible(found[0]), str(value)).split())


def anchors(headings: Iterable[str]) -> list[str]:
    """Give the anchors GitHub makes for a document's headings, all of them in order; a repeated one gets a number.

    https://github.com/Flet/github-slugger is the rule, since GitHub documents none.
    """
    taken: dict[str, int] = {}
    found = []
    for heading in headings:
        slug = first = re.sub(r"[^\w\- ]", "", _line(heading).lower()).replace(" ", "-")
        while slug in taken:
            taken[first] += 1
            slug = f"{first}-{taken[first]}"
        taken[slug] = 0
        found.append(slug)
    return found
