"""Where each key and list item of a JSON text stands: one pass over its tokens, beside the value it was read to."""

from __future__ import annotations

import json
import re
from typing import Any

_TOKEN = re.compile(
    r"""[{}\[\]]
    | "[^"\\]*(?:\\.[^"\\]*)*"
    | //[^\r\n]* | /\*.*?\*/
    | [^\s{}\[\]:,"/\u180e\u200b-\u200d\u2060\ufeff]+""",
    re.VERBOSE | re.DOTALL,
)
Offsets = dict[int, dict[str | int, tuple[int, int]]]


def locate_json(text: str, value: Any) -> Offsets:
    """Where each key and item of a text that ``read_json`` could read starts, and how long it is written.

    By the identity of dicts and lists, then by key or index. A bracket counts as one character; a key that is given
    twice has the place of its first.
    """
    found: Offsets = {}
    outer: list[tuple[Any, dict[str | int, tuple[int, int]], Any]] = []
    here: Any = [value]
    places: dict[str | int, tuple[int, int]] = {}
    key: Any = 0  # the index that is next in a list; in an object the key whose value is due, or None
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if first in "}]":
            here, places, key = outer.pop()
        elif key is None:
            if first != "/":
                key = json.loads(token, strict=False) if "\\" in token else token[1:-1]
                places.setdefault(key, (match.start(), len(token)))
        elif first != "/":
            item = here[key]
            if type(here) is list:
                places.setdefault(key, (match.start(), len(token)))
                key += 1
            else:
                key = None
            if first in "{[":
                outer.append((here, places, key))
                here, key = item, None if first == "{" else 0
                places = found.setdefault(id(item), {})
    return found
