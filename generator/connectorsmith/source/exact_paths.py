"""The paths of faults that jsonschema-rs finds, with the keys as they are in the value.

The validator reads each key that is a number to Rust as one, so that ``007`` and ``+7`` become 7, and leaves out empty
keys. Where a path may lead to several values, the value of the fault decides, and of equal ones each counts once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]


class ExactPaths:
    """Finds the exact paths of the faults of one value."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._spelt: dict[int, dict[str, list[str]]] = {}
        self._met: set[tuple[Path, Hashable]] = set()

    def of(self, error: Any) -> Path:
        """The path of a fault by jsonschema-rs."""
        found = self.candidates(error.instance_path)
        if len(found) == 1:
            return found[0]
        fault = (*error.schema_path, error.message)
        same = [path for path in found if at_path(self._value, path) == error.instance]
        exact = next((path for path in same if (path, fault) not in self._met), (same or found)[0])
        self._met.add((exact, fault))
        return exact

    def candidates(self, keys: Sequence[str | int]) -> list[Path]:
        """The paths that keys may stand for, the most literal one first; the root if they lead nowhere."""
        return [*self._candidates(self._value, keys)] or [()]

    def _candidates(self, value: Any, keys: Sequence[str | int]) -> Iterator[Path]:
        if not keys:
            yield ()
        elif isinstance(value, list):
            index = keys[0]
            if isinstance(index, int) and index < len(value):
                yield from ((index, *rest) for rest in self._candidates(value[index], keys[1:]))
        elif isinstance(value, dict):
            for key in self._spellings(value, keys[0]):
                yield from ((key, *rest) for rest in self._candidates(value[key], keys[1:]))
        if isinstance(value, dict) and "" in value:
            yield from (("", *rest) for rest in self._candidates(value[""], keys))

    def _spellings(self, value: dict[str, Any], key: str | int) -> list[str]:
        """The keys of a mapping that the validator writes as this one."""
        literal = [str(key)] if str(key) in value else []
        if isinstance(key, str):
            return literal
        if id(value) not in self._spelt:
            spelt = self._spelt[id(value)] = {}
            for one in value:
                number = _number(one)
                if number not in (None, one):
                    spelt.setdefault(number, []).append(one)
        return literal + self._spelt[id(value)].get(str(key), [])


def _number(key: str) -> str | None:
    """A key that is a number to Rust as it would be written; it may have too many zeros for Python to read."""
    digits = key.removeprefix("+")
    return (digits.lstrip("0") or "0") if digits.isascii() and digits.isdigit() else None


def at_path(value: Any, path: Path) -> Any:
    """What a path leads to in a value."""
    for key in path:
        value = value[key]
    return value
