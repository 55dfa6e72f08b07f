"""Secrets that are known by their value, and every text without them, however it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

HIDDEN: Final = "***"
"""Printed in place of a secret."""
_SHORTEST: Final = 8
"""Characters from which any text is hidden wherever it occurs; a shorter one only if no word can look like it."""
_LEAST: Final = 5
_LONGEST: Final = 500
"""How many characters before an ellipsis are looked at."""
_ELLIPSES: Final = ("...", "\u2026")
_CUT: Final = re.compile("|".join(map(re.escape, _ELLIPSES)))
_BREAKS: Final = r"(?:\s|\\[nrt])"
"""White space, and its escapes, that may break a secret over lines."""


_PLACEHOLDER: Final = re.compile(r"dummy|secret|placeholder|example|your|enter|change", re.IGNORECASE)
_REAL: Final = re.compile(r"(?!(.)\1+\Z)(?![a-z_-]+\Z)[^\s<>\[\]{}$@()]{16,}")
_PASSWORD: Final = re.compile(r"(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[^\s<>\[\]{}$@()/]+")


def looks_real(text: str) -> bool:
    """Tell whether a text may be a secret that is in use, and not a word, a placeholder or an expression.

    Its last word counts, as in ``Basic dXNlcjpwYXNzd29yZA==``; secrets have sixteen characters and more.
    """
    words = text.split()
    return bool(words) and bool(_REAL.fullmatch(words[-1])) and not is_placeholder(text)


def is_mild(text: str) -> bool:
    """Tell whether a text is too short or too plain to be a password: words, a placeholder, an expression, a number."""
    return len(text) < _SHORTEST or not _PASSWORD.fullmatch(text) or is_placeholder(text)


def is_placeholder(text: str) -> bool:
    """Tell whether a text says of itself that it is an example or to be replaced."""
    return _PLACEHOLDER.search(text) is not None


class Secrets:
    """The secrets in play. ``add`` makes one known, ``scrub`` gives a text in which none can be read."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._forms: set[str] = set()
        self._beginnings: dict[str, set[str]] = {}
        self._values: set[str] = set()
        for value in values:
            self.add(value)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def add(self, value: str) -> None:
        """Make a secret known; its lines count one by one as well. A text that could be any word is left out."""
        from connectorsmith.diagnostics.secret_forms import forms  # few runs meet a secret

        for part in {value, *value.splitlines()}:
            part = part.strip()
            if part not in self._values and _is_distinct(part):
                self._values.add(part)
                self._learn({_squeezed(form) for form in forms(part)} - {""})

    def _learn(self, forms: set[str]) -> None:
        self._forms |= forms
        for form in forms:
            self._beginnings.setdefault(form[:_LEAST], set()).add(form)

    def scrub(self, text: str, *, lines_apart: bool = False) -> str:
        """The text with ``***`` for each secret: as it is, in JSON, in JSON inside JSON, in HTML, in a URL, in base64.

        A secret is found as well where it is broken over lines, or cut off by an ellipsis. ``lines_apart`` says that
        no line goes on in the next one, as in JSON: then what many lines repeat is looked at once.
        """
        if not self._forms:
            return text
        for form in sorted(self._met(text, lines_apart), key=len, reverse=True):  # the whole before its parts
            text = _broken(form).sub(HIDDEN, text)
        return self._without_beginnings(text) if any(mark in text for mark in _ELLIPSES) else text

    def _met(self, text: str, lines_apart: bool) -> list[str]:
        """The forms that may be in a text; many lines share parts between slashes, where a form without one is."""
        if not lines_apart:
            squeezed = _squeezed(text)
            return [form for form in self._forms if form in squeezed]
        lines = "\n".join(dict.fromkeys(text.split("\n")))
        parts = _squeezed("\n".join(dict.fromkeys(lines.split("/"))))
        whole = _squeezed(lines) if any("/" in form for form in self._forms) else ""
        return [form for form in self._forms if form in (whole if "/" in form else parts)]

    def _without_beginnings(self, text: str) -> str:
        """The text without secrets of which only the beginning is left before an ellipsis."""
        parts, end = [], 0
        for mark in _CUT.finditer(text):
            part = text[end : mark.start()]
            begun = self._begun(part)
            parts += [part[: len(part) - begun] + HIDDEN if begun else part, mark[0]]
            end = mark.end()
        return "".join([*parts, text[end:]])

    def _begun(self, text: str) -> int:
        """How many characters at the end of a text are the beginning of a secret; none if they are few."""
        tail = text[-_LONGEST:]
        squeezed = "".join(tail.split())
        forms = [form for first, forms in self._beginnings.items() if first in squeezed for form in forms]
        sizes = (size for form in forms for size in range(_LEAST, len(form)) if squeezed.endswith(form[:size]))
        return _length(tail, max(sizes, default=0))


def _is_distinct(value: str) -> bool:
    """Whether a text is a secret and nothing else wherever it occurs: long, or with letters and other characters."""
    if len(value) >= _SHORTEST:
        return True
    return len(value) >= _LEAST and not value.isalpha() and not value.isdigit()


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\\n", "").replace("\\r", "").replace("\\t", "")


@lru_cache(1024)  # a form that is in one line is mostly in many
def _broken(form: str) -> re.Pattern[str]:
    """A form with anything between its characters that may break it."""
    return re.compile(f"{_BREAKS}*".join(re.escape(one) for one in form))


def _length(text: str, size: int) -> int:
    """The length of the shortest end of a text that holds ``size`` characters other than white space."""
    count = 0
    while size:
        count += 1
        size -= not text[-count].isspace()
    return count
