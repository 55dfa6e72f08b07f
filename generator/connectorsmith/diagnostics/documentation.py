"""The documentation of a rule, by the headings of its docstring."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

HEADINGS: Final = ("Why", "Write", "Bad", "Good", "Source")
"""The headings of a rule's documentation, in their order; what is above them is the offence."""
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):[ \n]?", re.MULTILINE)


class Documentation(Struct, frozen=True):
    """The offence as a sentence, and the text under each heading that is there."""

    offence: str
    sections: dict[str, str]


def documentation(text: str) -> Documentation:
    """Part a docstring at its headings; examples keep their lines, all else becomes one line."""
    parts = _HEADING.split(text.strip("\n") + "\n")
    sections = {
        heading: _example(body) if heading in ("Bad", "Good") else " ".join(body.split())
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    return Documentation(" ".join(parts[0].split()), sections)


def _example(body: str) -> str:
    """The lines of an example, without the indentation that all of them have."""
    lines = [line.rstrip() for line in body.strip("\n").splitlines()]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "\n".join(line[margin:] for line in lines)
