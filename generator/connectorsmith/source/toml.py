"""TOML, read by Python's own module, whose limits are faults of the text here and not of the program."""

from __future__ import annotations

import re
from typing import Any, Final

from connectorsmith.source.json.depth import is_deep

_DEEP: Final = 100
"""How many values may be inside each other; what checks settings reads about two hundred."""
_LONG: Final = re.compile(r"[0-9][0-9_]{1000,}")


class TomlError(ValueError):
    """A text is not TOML; the message ends with the place in brackets, if it is known."""


def read_toml(text: str) -> dict[str, Any]:
    """The value of a TOML text. Raises TomlError, also for values in too many others and for endless numbers."""
    import tomllib  # few workspaces have settings

    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise TomlError(str(fault)) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        found = _LONG.search(text)
        raise TomlError(f"a number has too many digits{_place(text, found.start() if found else 0)}") from None
    if is_deep(value, _DEEP):
        raise _too_deep(text)
    return value


def _too_deep(text: str) -> TomlError:
    return TomlError(f"a value is inside too many others{_place(text, _deep_place(text))}")


def _deep_place(text: str) -> int:
    """Where the brackets of a text, or the parts of a key, become too many; those in texts count as well."""
    depth = 0
    for found in re.finditer(r"[\[\]{}]", text):
        depth += 1 if found.group() in "[{" else -1
        if depth > _DEEP:
            return found.start()
    start = 0
    for line in text.split("\n"):
        if line.count(".") >= _DEEP:
            return start
        start += len(line) + 1
    return 0


def _place(text: str, offset: int) -> str:
    before = text[:offset]
    return f" (at line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))})"
