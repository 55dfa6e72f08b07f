"""Names that are free: what is taken gets a number behind it, in time that grows with the number of names alone."""

from __future__ import annotations

from collections.abc import Container


def free_name(wanted: str, taken: Container[str], numbers: dict[str, int], separator: str = "") -> str:
    """The wanted name if it is not taken, else the name with the first free number from 2 on.

    ``numbers`` keeps where the last search for each name ended, so that many equal names do not start at 2 each time.
    """
    if wanted not in taken:
        return wanted
    number = numbers.get(wanted, 2)
    while (name := f"{wanted}{separator}{number}") in taken:
        number += 1
    numbers[wanted] = number
    return name
