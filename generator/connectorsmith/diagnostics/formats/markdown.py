"""Findings as a Markdown table, the worst first, for the summary of a job or the text of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from connectorsmith.diagnostics.diagnostic import Diagnostic
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import one_line

MOST: Final = 500
"""Rows of the table; a summary of GitHub takes a megabyte, https://docs.github.com/actions (job summaries)."""
_HEAD: Final = ("severity", "place", "finding", "what to do")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~#]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the table; no findings give one sentence, and rows beyond ``MOST`` are counted below it."""
    if not diagnostics:
        return "No findings.\n"
    worst_first = sorted(diagnostics, key=lambda one: -one.severity)
    lines = [_row(_HEAD), _row(["---"] * len(_HEAD))]
    lines += [_row(_cells(one, presentation)) for one in worst_first[:MOST]]
    if len(worst_first) > MOST:
        lines += ["", f"{len(worst_first) - MOST} further findings are not listed."]
    return "\n".join(lines) + "\n"


def _cells(diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    yield diagnostic.severity.word
    yield _text(presentation.place(diagnostic.span)) if diagnostic.span else ""
    yield f"{_text(diagnostic.message)} ({_text(diagnostic.rule)})"
    yield _text(diagnostic.hint or "")


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """A text that Markdown shows as it is, without links, tags and mentions."""
    plain = "".join(_ENTITIES.get(character, character) for character in one_line(text))
    return _SPECIAL.sub(r"\\\g<0>", plain)
