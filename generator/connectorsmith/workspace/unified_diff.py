"""The lines in which two texts differ, found in a time that grows with their length and not with its square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

_AROUND: Final = 3
"""Lines shown before and behind what differs."""


def unified_diff(old: Sequence[str], new: Sequence[str], old_name: str, new_name: str) -> Iterator[str]:
    """Yield the lines of a unified diff of two lists of lines, with their ends, under the names of the two texts.

    difflib takes minutes where thousands of lines differ and thousands do not.
    """
    from patiencediff import PatienceSequenceMatcher  # takes long to import, and is only needed if something differs

    groups = PatienceSequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND)
    for number, group in enumerate(group for group in groups if any(tag != "equal" for tag, *_ in group)):
        if number == 0:
            yield f"--- {old_name}\n"
            yield f"+++ {new_name}\n"
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[start:end])
                continue
            yield from (f"-{line}" for line in old[start:end])
            yield from (f"+{line}" for line in new[new_start:new_end])


def _range(start: int, end: int) -> str:
    """The first line and the number of lines; one line has no number, and none are behind the line before them."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"
