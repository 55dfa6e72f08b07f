"""Lines of texts that are longer than the blocks in which line ends are counted."""

from __future__ import annotations

import pytest

from connectorsmith.diagnostics.line_starts import LineStarts

LONG = "x" * 5000
TEXTS = ("", "a", "\n", "a\n", "\n\na", f"{LONG}\n{LONG}", f"{LONG}\n", "ab\n" * 3000, f"\n{LONG}\n\n{LONG}")


@pytest.mark.parametrize("text", TEXTS)
def test_places_and_starts_are_those_of_a_split_text(text: str) -> None:
    starts = LineStarts(text)
    begin = 0
    lines = text.split("\n")
    assert len(starts) == len(lines)
    for number, line in enumerate(lines):
        assert starts.start(number) == begin
        assert {starts.place(begin), starts.place(begin + len(line))} == {(number, begin)}
        begin += len(line) + 1
