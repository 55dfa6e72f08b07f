"""A word appears twice in a row.

Why: it is a slip of the pen, and reviewers ask for texts without mistakes.
Write: the word once.
Bad:
    description: Reads the the order.
Good:
    description: Reads the order.
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import texts


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for two equal words with a blank between them, in all texts that makers read."""
    right: set[str] = set()  # many texts are in a connector again and again
    for one in texts(connector):
        for key, text in one.written:
            found = _TWICE.search(text) if text not in right and _may_repeat(text) else None
            if found is None or found[1].isupper() != found[2].isupper():  # "such as AS" names something
                right.add(text)
            else:
                message = f'the {key} of {one.what} says "{found[1]}" twice in a row'
                yield Finding(one.at / key, message, f'remove one "{found[1]}"')


def _may_repeat(text: str) -> bool:
    """Whether a word begins with the whole of the word before it, which is looked up much faster than it is matched."""
    words = text.casefold().split()
    return any(map(str.startswith, words[1:], words))


# Words that English may double are left out: "that that", "had had".
_TWICE: Final = re.compile(r"(?<![\w'.-])(?!(?i:that|had)\b)([^\W\d_]{2,}+)(?: +|\r?\n)((?i:\1))(?![\w'.-]\w|\w)")
