"""Markdown as GitHub reads it: text that stays text, code spans, and the anchors of headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARKUP = re.compile(r"([\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
"""What Markdown would read as markup; an underscore inside a word is not, so that names stay readable."""
BLOCK = re.compile(r"^(\d*)([#+=.)-])")
"""What at the start of a line would make it a heading, a rule or a list item."""


def text(value: object) -> str:
    """Write any text so that it shows as itself, on one line, in a paragraph, a heading or a table cell."""
    line = " ".join(str(value).split())
    return BLOCK.sub(r"\1\\\2", MARKUP.sub(r"\\\1", line))


def code(value: object) -> str:
    """Write a name as a code span; a pipe is escaped because it would end a table cell even there."""
    line = " ".join(str(value).split()).replace("|", r"\|")
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def anchors(headings: Iterable[str]) -> list[str]:
    """Give the anchors GitHub makes for a document's headings, all of them in order; a repeated one gets a number.

    https://github.com/Flet/github-slugger is the rule, since GitHub documents none.
    """
    taken: dict[str, int] = {}
    found = []
    for heading in headings:
        slug = first = re.sub(r"[^\w\- ]", "", " ".join(heading.split()).lower()).replace(" ", "-")
        while slug in taken:
            taken[first] += 1
            slug = f"{first}-{taken[first]}"
        taken[slug] = 0
        found.append(slug)
    return found
