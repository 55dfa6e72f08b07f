"""Messages of paconn, of the portal and of the pull-request build: taken apart, and known again by their words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any, Final

from msgspec import Struct

from connectorsmith.changes.verdicts import kinds
from connectorsmith.lint.known_messages import known_patterns
from connectorsmith.model import Json
from connectorsmith.packaged_yaml import packaged_yaml

DEPTH: Final = 8
"""How often JSON may be wrapped into a text of other JSON."""
_START = re.compile(r"##\[error\]|\bError\s*:\s", re.IGNORECASE)
_BREAK = re.compile(r"((?:[\r\n]|\\r|\\n)+)")
_PLACE = "ValuePath:"
_VALUE_PATH = re.compile(r"ValuePath:\s*(?:'([^'\n]*)(?:'|\Z)|(\S+))")
_PAINT = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
"""Escape sequences of colours."""
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2212", "''\"\"-")
"""Quotes and the minus sign as programs for letters write them."""
_ENTITY = re.compile(r"&(?:#39|#34|apos|quot|lt|gt|amp);")
_BEHIND: Final = 20
"""How many characters behind a place may belong to what it is wrapped in."""
_CUT: Final = ("\u2026", "...")
"""How a text ends that was shortened."""
_ENOUGH: Final = 15
"""How many characters of a shortened message are enough to know it."""
_AROUND = {"}": "{", ")": "(", "]": "["}
_LED_BY_PATH = re.compile(r"^([\w-]+(?:/\S*)?)\s+:\s")


class Message(Struct, frozen=True):
    """One complaint: its words, and the keys of the place it names, if it names one."""

    text: str
    place: tuple[str, ...] | None = None


def read_messages(text: str) -> list[Message]:
    """The complaints in a text, which may be JSON, hold JSON, or be the log of a build; each once."""
    plain = _PAINT.sub("", text).translate(_QUOTES).replace("\\'", "'")
    plain = _ENTITY.sub(lambda found: unescape(found[0]), plain)
    pieces = (piece for line in _texts(plain, DEPTH) for piece in _START.split(line))
    found = (_message(piece) for piece in pieces if re.search(r"\w", piece))
    return list(dict.fromkeys(found))


def _texts(text: str, depth: int) -> Iterator[str]:
    """The lines of a text, those inside wrapped JSON included."""
    at = len(text) - len(text.lstrip())
    at = at if text.startswith('"', at) else text.find("{")
    value: Json = None
    end = 0
    if depth and at >= 0:
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(text, at)
        except (ValueError, RecursionError):
            value = None
    if isinstance(value, (dict, str)) and value:
        yield from _lines(text[:at])
        for inner in _strings(value):
            yield from _texts(inner, depth - 1)
        yield from _texts(text[end:], depth - 1)
        return
    yield from _lines(text)


def _lines(text: str) -> list[str]:
    """Lines, also where the line breaks are still written as escapes; a place that is alone ends the line above."""
    first, *parts = _BREAK.split(text)
    found = [[first]]
    blank: list[str] = []
    for gap, line in zip(parts[::2], parts[1::2], strict=True):
        blank += [gap, line]
        if line.lstrip().startswith(_PLACE) or found[-1][-1].endswith(_PLACE):
            found[-1] += blank
        elif line.strip():
            found.append([line])
        else:
            continue
        blank.clear()
    return ["".join(line) for line in found]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _message(piece: str) -> Message:
    text = piece.strip().rstrip("'")
    if found := _VALUE_PATH.search(text):
        return Message(text[: found.start()].strip(), _keys(_without_end(found[1] if found[2] is None else found[2])))
    if found := _LED_BY_PATH.match(text):
        return Message(text[found.end() :].strip(), _keys(found[1]))
    return Message(text)


def _without_end(path: str) -> str:
    """A place without the quotes, brackets and stops that are behind it where it is part of something else."""
    for last in reversed(path[-_BEHIND:]):
        if last not in "\"'`\\,;." and path.count(last) <= path.count(_AROUND.get(last, last)):
            break
        path = path[:-1]
    return path


def _keys(path: str) -> tuple[str, ...]:
    parts = path.strip().strip("/").split("/")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts if part)


def meaning(text: str) -> str | None:
    """The code, the id of the rule, the kind of change or the known message that a message means.

    The longest pattern counts.
    """
    plain = " ".join(text.split()).casefold()
    for word in re.findall(r"[A-Z]\w+", text):
        if word in patterns():
            return str(word)
    fitting = [(len(source), name) for name, (source, pattern) in patterns().items() if pattern.search(plain)]
    fitting += [(len(source), name) for source, name, pattern in _messages_of_changes() if pattern.search(plain)]
    fitting += [(len(source), name) for source, name, pattern in known_patterns() if pattern.search(plain)]
    return max(fitting)[1] if fitting else _shortened(plain)


def _shortened(plain: str) -> str | None:
    """The message that a text begins, if it ends with dots in place of the rest."""
    text = plain.rstrip(" '\"")
    if not text.endswith(_CUT):
        return None
    text = text.rstrip(" .\u2026'")
    fitting = []
    known = [(source, name) for source, name, _ in known_patterns()]
    for source, name in (*known, *((source, name) for name, (source, _) in patterns().items())):
        begins = source.casefold().partition("*")[0]
        at = text.rfind(begins[:_ENOUGH])
        if len(text) - at >= _ENOUGH and at >= 0 and begins.startswith(text[at:]):
            fitting.append((len(text) - at, name))
    return max(fitting)[1] if fitting else None


@cache
def patterns() -> dict[str, tuple[str, re.Pattern[str]]]:
    """The fixed part of the messages of each kind, by code or rule id: as written, and as a pattern."""
    table = read_table("messages.yaml")
    return {name: (text, _pattern(text)) for name, text in table.items()}


@cache
def _messages_of_changes() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The messages of the validator of changes: as each is written, the kind of change, and to search with."""
    return tuple((text, name, _pattern(text)) for name, kind in kinds().items() for text in kind.messages)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".{1,300}?".join(re.escape(part.strip().casefold()) for part in text.split("*")))


@cache
def read_table(name: str) -> dict[str, str]:
    """A table of texts that lies beside the rules."""
    found: dict[str, str] = packaged_yaml("connectorsmith.rules", name)
    return found
