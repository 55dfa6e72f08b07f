"""Passwords in addresses, and what is not one: a reference to a value that is elsewhere, and plain words."""

from __future__ import annotations

import re
from typing import Final

from connectorsmith.diagnostics.secret_names import secret_words

IN_ADDRESS: Final = re.compile(r"://[^\s/:@\"']*:([^\s/@\"']+)@")
_REFERENCE: Final = re.compile(
    r"@\{?[A-Za-z]+\([^@()]*\)\}?(?:\[[^\]]{0,200}\])*"
    r"|\$?\{\{?[\w.\-/@ ]*\}?\}|\$\([\w.]*\)|\b(?:bearer|basic|token)\b",
    re.IGNORECASE,
)
"""What refers to a value that is elsewhere, and the word for the kind of a credential."""
_GAPS: Final = re.compile(r"[-_ ./,:;]+")
_WORD: Final = re.compile(r"[A-Za-z][a-z]{0,14}|[A-Z]{1,15}")


def has_password(address: str) -> bool:
    """Whether an address gives the password of a user, as in ``https://user:password@host``, and not a placeholder."""
    found = IN_ADDRESS.search(address)
    return found is not None and not is_harmless(found[1]) and not is_words(found[1])


def is_words(text: str) -> bool:
    """Whether a text consists of plain words, which occur in other places as well and so cannot be hidden."""
    return all(_WORD.fullmatch(word) for word in _GAPS.split(text) if word)


def is_harmless(value: str) -> bool:
    """Whether a text is empty, a word for a kind of value, or refers to a value that is elsewhere."""
    plain = _REFERENCE.sub("", value.split(" #")[0]).strip().strip("\\\"'[]{},").strip()
    return plain.lower() in secret_words().kinds or not any(map(str.isalnum, plain))
