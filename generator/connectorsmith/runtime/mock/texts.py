"""Texts that fit the format, the name and the label of a value, such as an address for ``contact_email``."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from connectorsmith.model import Json, Schema
from connectorsmith.runtime.mock import chance
from connectorsmith.runtime.mock.patterns import matching

_START: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - written with a Z, as services do
_MINUTES: Final = 365 * 24 * 60
_WORD: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_PLAIN: Final = ("first", "second", "third")


def text(schema: Schema, name: str, key: str) -> str:
    """A text for a schema of the type string; ``name`` is that of the property or parameter that holds it."""
    pattern = schema.extra.get("pattern")
    found = matching(pattern, key) if isinstance(pattern, str) else None
    if found is None:
        found = _of_format((schema.format or "").lower(), key)
    if found is None:
        found = _of_name(name, key) or _of_name(schema.summary or schema.title or "", key) or _other(name, key)
    return _of_length(found, schema.extra.get("minLength"), schema.extra.get("maxLength"))


def _of_format(name: str, key: str) -> str | None:
    maker = _FORMATS.get(name)
    return None if maker is None else maker(key)


def _moment(key: str) -> datetime:
    return _START + timedelta(minutes=chance.number(key, _MINUTES))


def _word_of(name: str) -> Callable[[str], str]:
    return lambda key: chance.chosen(key, _words()[name])


_FORMATS: Final[dict[str, Callable[[str], str]]] = {
    "date-time": lambda key: f"{_moment(key).isoformat()}Z",
    "date": lambda key: _moment(key).date().isoformat(),
    "time": lambda key: f"{_moment(key).time().isoformat()}Z",
    "date-no-tz": lambda key: _moment(key).isoformat(),
    "duration": lambda key: f"PT{1 + chance.number(key, 8)}H",
    "timespan": lambda key: "01:00:00",
    "uuid": chance.uuid,
    "guid": chance.uuid,
    "email": _word_of("email"),
    "uri": _word_of("url"),
    "url": _word_of("url"),
    "phone": _word_of("phone"),
    "hostname": lambda key: "api.example.com",
    "ipv4": lambda key: f"192.0.2.{1 + chance.number(key, 250)}",
    "ipv6": lambda key: f"2001:db8::{1 + chance.number(key, 250):x}",
    "byte": lambda key: base64.b64encode(f"mock {chance.number(key, 1000)}".encode()).decode(),
    "binary": lambda key: f"mock {chance.number(key, 1000)}",
    "password": lambda key: "mock-password",
}


def _of_name(name: str, key: str) -> str | None:
    """A text by the last words of a name, the longest known ones first: ``billingFirstName`` is a first name."""
    words = _split(name)
    if words and words[-1] in ("id", "uuid", "guid"):
        return chance.uuid(key) if words[-1] != "id" else f"{1000 + chance.number(key, 9000)}"
    for count in (2, 1):
        known = _words().get("".join(words[-count:]))
        if known is not None:
            return chance.chosen(key, known)
    return None


def _other(name: str, key: str) -> str:
    return f"{chance.chosen(key, _PLAIN)} {' '.join(_split(name))}".strip()


@lru_cache(maxsize=10_000)
def _split(name: str) -> tuple[str, ...]:
    """The words of a name in small letters."""
    return tuple(word.lower() for word in _WORD.findall(name))


def _of_length(found: str, least: Json, most: Json) -> str:
    if isinstance(least, int) and len(found) < least <= 100_000:
        found += "x" * (least - len(found))
    return found[:most] if isinstance(most, int) and 0 <= most < len(found) else found


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((files("connectorsmith.runtime.mock") / "words.json").read_text("utf-8"))
    return found
