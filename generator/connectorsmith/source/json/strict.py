"""Python's own reader of JSON, as strict as RFC 8259: it takes a text without faults, and refuses any other."""

from __future__ import annotations

import json
import re
from typing import Any

from connectorsmith.source.json.depth import is_deep
from connectorsmith.source.json.faults import MAXIMUM_DEPTH
from connectorsmith.source.numbers import read_decimal, read_integer

_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_value(text: str) -> Any:
    """The value of a text without faults. Raises ValueError or RecursionError for any other."""
    if has_lone_surrogate(text):
        raise ValueError
    value = _DECODER.decode(text)
    if is_deep(value, MAXIMUM_DEPTH):
        raise ValueError
    return value


def read_part(text: str, start: int, depth: int) -> tuple[Any, int]:
    """The value that starts at an offset, and the offset behind it.

    Raises ValueError or RecursionError if it has a fault or more levels than ``depth``, but takes a lone surrogate.
    """
    try:
        value, end = _DECODER.scan_once(text, start)
    except StopIteration:
        raise ValueError from None
    if is_deep(value, depth):
        raise ValueError
    return value, end


def has_lone_surrogate(text: str) -> bool:
    """Whether an escape in a text is half of a character."""
    return "\\" in text and bool(_SURROGATE.search(text)) and bool(_SURROGATE.search(_PAIR.sub("", text)))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = {}
    for key, item in pairs:  # faster than dict(pairs), as most objects have few keys
        value[key] = item
    if len(value) != len(pairs):
        raise ValueError
    return value


def _refuse(word: str) -> None:
    """Refuse NaN and Infinity, which Python would read."""
    raise ValueError(word)


_DECODER: Any = json.JSONDecoder(  # its scanner is not among what is documented
    object_pairs_hook=_object, parse_constant=_refuse, parse_float=read_decimal, parse_int=read_integer
)
