"""What a sentence has to say: the words of its source, and nothing else that would turn its meaning round.

The words of a sentence that count are those that its table lists, and every word that is significant wherever it is:
numbers, values of the API, abbreviations, and words such as not, only, before and true.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z0-9_][\w:.@/+-]*\w|[A-Za-z0-9]")
VALUES = re.compile(r"\b(?:[Oo]ne of|[Ee]ither)\b([^.;]*)")
"""A list of values, each of which counts."""


def words(text: str) -> list[str]:
    """Cut a sentence into words, addresses and values, in small letters."""
    return [word.lower() for word in WORD.findall(text)]


SMALL = frozenset({"a", "an", "and", "as", "for", "of", "or", "such", "the", "to", "your"})
SIGNIFICANT = frozenset(
    words("""
    not no never none nothing nobody without unless except only cannot false true yes before after until first last next
    most least more less once twice always both either all any other own empty null missing needed required optional
    instead same another new again already above below must may can begins ends starts if unknown important
    """)
)
"""Words that make a sentence mean something else if they come or go."""


def significant(text: str) -> set[str]:
    """Find the words of a sentence that count wherever they are."""
    listed = {word for values in VALUES.findall(text) for word in words(values)} - SMALL
    marked = {word.lower() for word in WORD.findall(text) if re.search(r"\d|_|:|\w[A-Z]", word)}
    return listed | marked | {word for word in words(text) if word in SIGNIFICANT}


def counted(text: str, wanted: str) -> str:
    """Reduce a sentence to the words that count, those that are wanted among them."""
    kept = significant(text) | set(wanted.split())
    return " ".join(word for word in words(text) if word in kept)


GAP = re.compile(r"  |\s[.,;:!?](?:\s|$)|\b(?:a|an|the)\s*[.,;:!?](?:\s|$)")


def gap(text: str) -> str | None:
    """Where a sentence lacks a word: two blanks, a blank before a stop, or an article before one."""
    found = GAP.search(text)
    return text[max(found.start() - 20, 0) : found.end()] if found else None
