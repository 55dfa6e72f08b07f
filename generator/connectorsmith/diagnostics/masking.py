"""Texts of an author to be shown, with ``***`` in the places of their secrets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from connectorsmith.diagnostics.line_starts import LineStarts
from connectorsmith.diagnostics.secret_text import SecretText, find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN


class MaskedLines(Sequence[str]):
    """The lines of a text, each cut off where a secret begins or goes on; a line is made when it is asked for."""

    def __init__(self, text: str, places: Sequence[tuple[int, int]]) -> None:
        """Take the text, and where its secrets begin and end, in order."""
        self._text = text
        self._starts = LineStarts(text)
        self._firsts = [first for first, _ in places]
        self._reached = [*accumulate((last for _, last in places), max)]

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        """The line of an index, without its end, or those of a slice."""
        if isinstance(index, slice):
            return [self._line(one) for one in range(len(self))[index]]
        return self._line(range(len(self))[index])

    def _line(self, number: int) -> str:
        start = self._starts.start(number)
        end = self._text.find("\n", start)
        line = self._text[start : end if end >= 0 else len(self._text)]
        secret = bisect_right(self._reached, start)  # the first that goes on in this line or behind it
        if secret < len(self._firsts) and self._firsts[secret] <= start + len(line):
            return line[: max(self._firsts[secret] - start, len(line) - len(line.lstrip()))] + HIDDEN
        return line.removesuffix("\r")


def masked_lines(text: str, *, json_lines: bool = False, found: SecretText | None = None) -> Sequence[str]:
    """The lines of a YAML or JSON text, each cut off where a secret begins or goes on.

    ``json_lines`` takes LF alone for a line end, as JSON does; else CR LF and CR count as well, as in YAML. ``found``
    are the secrets of the text, if they are known already; line ends of a text that is not JSON are LF then.
    """
    if not text:
        return ()
    if not json_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    secrets = found if found is not None else find_secret_text(text)
    return MaskedLines(text if json_lines else text.removesuffix("\n"), secrets.places)


def masked_code(text: str) -> str:
    """A text in C# in which every text in quotes that is a secret is hidden."""
    end, parts = 0, []
    for first, last in find_secret_text(text, code=True).places:
        if first >= end:
            parts += [text[end:first], HIDDEN]
            end = last
    return "".join([*parts, text[end:]])
