"""Secrets that are known by their value, and every text without them, however it writes them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from connectorsmith.diagnostics.secret_escapes import PlainText

HIDDEN: Final = "***"
"""Printed in place of a secret."""
APART: Final = "\0\n"
"""Between texts that are searched as one; no secret and no name of one goes on behind it."""
_SHORTEST: Final = 8
"""Characters from which any text is hidden wherever it occurs; a shorter one only if no word can look like it."""
_LEAST: Final = 5
_LONGEST: Final = 500
"""How many characters before an ellipsis are looked at."""
_MANY: Final = 64
"""Forms that are taken out of a text one by one; the places of more of them are found by their first characters."""
_MOST_SEARCHED: Final = 500
"""Forms that are searched for one by one, which is fast; to look at each character takes as long as that."""
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
        self._beginnings: dict[str, list[int]] = {}  # the lengths of the forms that begin so, the longest first
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
        for form in forms:
            if len(form) >= _LEAST and form not in self._forms:
                self._forms.add(form)
                sizes = self._beginnings.setdefault(form[:_LEAST], [])
                if len(form) not in sizes:
                    sizes.append(len(form))
                    sizes.sort(reverse=True)

    def scrub(self, text: str, *, lines_apart: bool = False) -> str:
        """The text with ``***`` for each secret: as it is, in JSON, in JSON inside JSON, in HTML, in a URL, in base64.

        A secret is found as well where it is broken over lines, or cut off by an ellipsis. ``lines_apart`` says that
        no line goes on in the next one, as in JSON: then what many lines repeat is looked at once.
        """
        if not self._forms:
            return text
        from connectorsmith.diagnostics.secret_escapes import GAPS, PlainText, has_needless  # few runs meet a secret

        met = self._met(text, lines_apart)
        if len(met) > _MANY:
            text = self._without_places(text, [PlainText(text, GAPS)])
        else:
            for form in sorted(met, key=len, reverse=True):  # the whole before its parts
                text = _broken(form).sub(HIDDEN, text)
        if has_needless(text):
            text = self._without_escaped(text, lines_apart)
        return self._without_beginnings(text) if any(mark in text for mark in _ELLIPSES) else text

    def scrub_all(self, texts: Sequence[str]) -> list[str]:
        """Each text without secrets; all are searched as one, which takes less time."""
        whole = APART.join(texts)
        if whole.count(APART) != len(texts) - 1:  # one of them has it as well
            return [self.scrub(text) for text in texts]
        scrubbed = self.scrub(whole)
        return [*texts] if scrubbed == whole else scrubbed.split(APART)

    def _met(self, text: str, lines_apart: bool) -> Collection[str]:
        """The forms that may be in a text; many lines share parts between slashes, where a form without one is."""
        lines = "\n".join(dict.fromkeys(text.split("\n"))) if lines_apart else text
        if len(self._forms) > _MOST_SEARCHED:
            squeezed = _squeezed(lines)
            return {squeezed[start:end] for start, end in self._places(squeezed)}
        parts = _squeezed("\n".join(dict.fromkeys(lines.split("/"))) if lines_apart else lines)
        whole = _squeezed(lines) if lines_apart and any("/" in form for form in self._forms) else parts
        return [form for form in self._forms if form in (whole if "/" in form else parts)]

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the longest form that begins at each character of a text without white space begins and ends."""
        for at in [at for at in range(len(text)) if text[at : at + _LEAST] in self._beginnings]:
            sizes = self._beginnings[text[at : at + _LEAST]]
            size = next((size for size in sizes if text[at : at + size] in self._forms), 0)
            if size:
                yield at, at + size

    def _without_escaped(self, text: str, lines_apart: bool) -> str:
        """The text without secrets of which any character may be an escape, in one more escape or in several."""
        from connectorsmith.diagnostics.secret_escapes import has_needless, readings

        if lines_apart:
            lines = (self._without_escaped(one, False) if has_needless(one) else one for one in text.split("\n"))
            return "\n".join(lines)
        for chain in readings(text):
            hidden = self._without_places(text, chain)
            if hidden != text:
                return self._without_escaped(hidden, False)
        return text

    def _without_places(self, text: str, chain: Sequence[PlainText]) -> str:
        """The text without what is a secret in the last of the readings, each of which was made of the one before."""
        end, parts = 0, []
        for first, last in self._places(chain[-1].text):
            for reading in reversed(chain):
                first, last = reading.place(first, last)
            if last > end:
                parts += [text[end:first], HIDDEN] if first >= end else []
                end = last
        return "".join([*parts, text[end:]])

    def _without_beginnings(self, text: str) -> str:
        """The text without secrets of which only the beginning is left before an ellipsis."""
        forms = sorted(self._forms)
        parts, end = [], 0
        for mark in _CUT.finditer(text):
            part = text[end : mark.start()]
            begun = _begun(part, forms)
            parts += [part[: len(part) - begun] + HIDDEN if begun else part, mark[0]]
            end = mark.end()
        return "".join([*parts, text[end:]])


def _begun(text: str, forms: Sequence[str]) -> int:
    """How many characters at the end of a text are the beginning of a secret; none if they are few."""
    tail = text[-_LONGEST:]
    squeezed = "".join(tail.split())
    for at in range(len(squeezed) - _LEAST + 1):
        rest = squeezed[at:]
        next_form = bisect_left(forms, rest)
        if next_form < len(forms) and forms[next_form].startswith(rest) and forms[next_form] != rest:
            return _length(tail, len(rest))
    return 0


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
