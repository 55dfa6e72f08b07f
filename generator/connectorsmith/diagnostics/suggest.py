"""The one place that guesses what a misspelt word was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

_NEAREST: Final = 60
"""How much of two words must be the same, in percent: twice the letters they share, by all their letters."""
_MOST_LIKELY: Final = 5
"""Words that share most letters, of which the first one that is near is suggested."""
_MOST_WORDS: Final = 1_000
"""Known words that are compared, so that many misspelt words among many known ones cost no more than few."""
_LONGEST: Final = 200
"""Characters of the longest word that is compared: to compare two words takes as long as their lengths multiplied."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that comes closest to ``word``, or ``None`` if none is near; case does not count.

    A near word has the other one in it, or differs in a third of its letters at most. Only the first thousand known
    words are looked at, and nothing is suggested for words over 200 characters.
    """
    words = list(islice(known, _MOST_WORDS))
    if not words or len(word) > _LONGEST:
        return None
    from rapidfuzz.fuzz import ratio  # takes long to import, and is only needed where something is wrong
    from rapidfuzz.process import extract

    likely = extract(word, words, scorer=ratio, processor=str.casefold, score_cutoff=_NEAREST, limit=_MOST_LIKELY)
    return next((one for one, *_ in likely if _is_near(word.casefold(), one.casefold())), None)


def _is_near(word: str, known: str) -> bool:
    from rapidfuzz.distance import OSA

    return word in known or known in word or OSA.distance(word, known) <= (max(len(word), len(known)) + 2) // 3
