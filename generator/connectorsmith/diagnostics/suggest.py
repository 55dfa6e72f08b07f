"""The one place that guesses what a misspelt word was meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that comes closest to ``word``, or ``None`` if none is near; case does not count."""
    from difflib import get_close_matches  # takes long to import, and is only needed where something is wrong

    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None
