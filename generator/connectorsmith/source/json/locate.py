"""Where each key and list item of a JSON text is: one pass over its tokens, beside the value it was read to."""

from __future__ import annotations

import json
import re
from typing import Any

_TOKEN = re.compile(
    r"""[{}\[\]]
    | "[^"\\]*+(?:\\.[^"\\]*+)*+"?
    | //[^\r\n]* | /\*.*?(?:\*/|\Z)
    | [^\s{}\[\]:,"/\u180e\u200b-\u200d\u2060\ufeff]+""",
    re.VERBOSE | re.DOTALL,
)
Offsets = dict[int, dict[str | int, int]]


def token_length(text: str, offset: int) -> int:
    """How long the token at an offset is written; a bracket counts as one character."""
    if text[offset] == '"' and (end := text.find('"', offset + 1)) > 0 and "\\" not in text[offset:end]:
        return end + 1 - offset  # nearly all are keys without escapes, and this takes less time than the pattern
    found = _TOKEN.match(text, offset)
    return 1 if found is None else found.end() - offset


def locate_json(text: str, value: Any) -> Offsets:
    """Where each key and item of a text that ``read_json`` could read starts.

    By the identity of dicts and lists, then by key or index; a key that is given twice has the place of its first.
    """
    found: Offsets = {}
    outer: list[tuple[Any, dict[str | int, int], Any]] = []
    here: Any = [value]
    places: dict[str | int, int] = {}
    key: Any = 0  # the index that is next in a list; in an object the key whose value is due, or None
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if first in "}]":
            here, places, key = outer.pop()
        elif key is None:
            if first != "/":
                key = json.loads(token, strict=False) if "\\" in token else token[1:-1]
                places.setdefault(key, match.start())
        elif first != "/":
            item = here[key]
            if type(here) is list:
                places.setdefault(key, match.start())
                key += 1
            else:
                key = None
            if first in "{[":
                outer.append((here, places, key))
                here, key = item, None if first == "{" else 0
                places = found.setdefault(id(item), {})
    return found
