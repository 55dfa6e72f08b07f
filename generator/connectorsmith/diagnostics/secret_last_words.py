"""Where the last words of the names of secrets occur in a text: the few places at which to look for a secret.

The names are data, in ``secret_names.yaml`` beside this module.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from connectorsmith.diagnostics.secret_names import secret_words

HIDDEN_TYPE: Final = "securestring"
"""The type of a value that is a secret, whatever its name."""
_ALIKE: Final = 4
"""Characters that words which are searched for together begin with."""


def last_words(lower: str) -> list[tuple[int, int]]:
    """Where each last word of a name begins and ends in a text in small letters, in order.

    A search of the whole text takes longer than to look at the few places that it finds.
    """
    found: list[tuple[int, int]] = []
    for part, words in _searched().items():
        at = lower.find(part)
        while at >= 0:
            starts = [(at - before, word) for before, word in words if before <= at]
            found += [(start, start + len(word)) for start, word in starts if lower.startswith(word, start)]
            at = lower.find(part, at + 1)
    return sorted(found)


@cache
def _searched() -> dict[str, list[tuple[int, str]]]:
    """The parts of words that are searched for, each with its words and how many characters they have before it."""
    words = _words()
    parts = {*words.values()}
    found: dict[str, list[tuple[int, str]]] = {}
    for word, part in words.items():
        inner = min((one for one in parts if one in part), key=len)
        alike = [one for one in parts if one[:_ALIKE] == inner[:_ALIKE]]
        begun = inner if len(alike) == 1 else inner[:_ALIKE]
        before = word.index(inner) if inner in word else 1 - len(inner)  # the word begins with the last letter of it
        found.setdefault(begun, []).append((before, word))
    return found


@cache
def _words() -> dict[str, str]:
    """The last words of the names, without those that begin with another one, each with the part to search for.

    A word that ends a single name of several words has the letter and the gap before it. The word itself is what is
    searched for, or the one before it for a kind of value such as ``string``, which is everywhere in a definition.
    """
    names, kinds = secret_words().names, secret_words().kinds
    last = {word: word for word in (HIDDEN_TYPE, "://", "basic ")}
    for name in names:
        if len(name) == 1 or any(name[-1] == one[-1] for one in names - {name}):
            last[name[-1]] = name[-1]
            continue
        for gap in ("", "-", "_", " "):
            word = f"{name[-2][-1]}{gap}{name[-1]}"
            last[word] = name[-2] if name[-1] in kinds else name[-1]
    return {word: last[word] for word in sorted(last) if not any(word != one and word.startswith(one) for one in last)}
