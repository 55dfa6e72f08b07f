"""Texts of an author to be shown, with ``***`` in the places of their secrets."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from connectorsmith.diagnostics.secret_text import SecretText, find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN


def masked_lines(text: str, *, json_lines: bool = False, found: SecretText | None = None) -> list[str]:
    """The lines of a YAML or JSON text, each cut off where a secret begins or goes on.

    ``json_lines`` takes LF alone for a line end, as JSON does; else CR LF and CR count as well, as in YAML. ``found``
    are the secrets of a JSON text, if they are known already.
    """
    if not json_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = (text if json_lines else text.removesuffix("\n")).split("\n") if text else []
    starts = list(accumulate((len(line) + 1 for line in shown), initial=0))
    done = -1
    secrets = found if found is not None and json_lines else find_secret_text(text)
    for first, last in secrets.places:
        number = bisect_right(starts, first) - 1
        for index in range(max(number, done + 1), bisect_right(starts, last - 1)):
            line = shown[index]
            shown[index] = line[: max(first - starts[index], len(line) - len(line.lstrip()))] + HIDDEN
            done = index
    return [line.removesuffix("\r") for line in shown]


def masked_code(text: str) -> str:
    """A text in C# in which every text in quotes that is a secret is hidden."""
    end, parts = 0, []
    for first, last in find_secret_text(text, code=True).places:
        if first >= end:
            parts += [text[end:first], HIDDEN]
            end = last
    return "".join([*parts, text[end:]])
