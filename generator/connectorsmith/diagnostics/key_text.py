"""Keys in a text that no name beside them gives away: of a known format, random, or in an address.

The formats are data, in ``key_formats.yaml`` beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from connectorsmith.diagnostics.secret_values import is_placeholder, looks_real
from connectorsmith.packaged_yaml import packaged_yaml

_LEAST: Final = 20
"""Characters that a key has at least."""
_MARKS: Final = "".join("x" if one.isalnum() or one in "+/=_.~:-" else " " for one in map(chr, range(128))).encode() + (
    b" " * 128
)
"""For each byte of ASCII an ``x`` if it may be a part of a key, else a space."""
_PART: Final = re.compile(r"[A-Za-z0-9+_~\-]{20,}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")
_DIGIT: Final = re.compile(r"[0-9]")
_ID: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b(?:[0-9a-f]{24}|0x[0-9a-f]+)\b", re.IGNORECASE
)
"""GUIDs, the ids of MongoDB, and numbers in hexadecimal notation, which identify things and open nothing."""
_PUBLIC: Final = re.compile(
    r"(?:example|test-value|redirect_?url|(?:operation|client|external)_?id|identifier|cursor|\$ref|sha\d*|hash|etag|version)"
    r"[\"']?\s*[:=]\s*[\"']?\Z",
    re.IGNORECASE,
)
"""The key of an example, an id, a place in a list or a checksum, whose random value is not a secret."""
_IS_NAME: Final = re.compile(r"""["']?[ \t]*:(?=\s)""")
"""Follows a random text that is the key of a value itself, such as the id of an operation."""
_NEAR: Final = 24
"""Characters in which the key of a value may be."""
_QUERY: Final = re.compile(
    r"[?&](?:sig|signature|code|key|k|auth|subscription-key)=([^&\s\"'<>#\\]{16,})", re.IGNORECASE
)
_LONGEST_NAME: Final = len("?subscription-key")
_PRIVATE: Final = re.compile(r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]*")
_OF_HOST: Final = re.compile(r":(?<=\w:)(?<!mailto:)([^\s/:@\"'\\{}<>]{6,100})@(?=[\w-]+\.\w)")
"""The password before a host that has no scheme."""
_LONGEST_OF_HOST: Final = 100
_LONGEST: Final = 200
"""Characters of a random text from which it is data, such as a picture."""
_VARIED: Final = 10
"""Different characters that a random text has at least."""
_CHANGES: Final = 0.28
"""How often a random text changes between capitals, small letters and digits, as a part of its length.

A change from a capital to a small letter does not count, as words begin so: names in camel case change at every fifth
character at most. Of the texts in 118 published connectors, only made-up values and ids in examples change as often.
"""


def find_keys(text: str) -> Iterator[tuple[int, int]]:
    """Where each key in a text begins and ends; takes time in proportion to the size of the text."""
    for start, end in _runs(text):
        if _DIGIT.search(text, start, end):
            yield from _in_run(text, start, end)
    yield from _in_queries(text)
    yield from _of_hosts(text)
    if "PRIVATE KEY" in text:
        yield from (found.span() for found in _PRIVATE.finditer(text))


def _in_queries(text: str) -> Iterator[tuple[int, int]]:
    """The keys among the arguments of addresses; to look for the equals signs takes less time than the pattern."""
    end, equals = 0, text.find("=")
    while equals >= 0:
        first = max(end, equals - _LONGEST_NAME)
        mark = max(text.rfind("?", first, equals), text.rfind("&", first, equals))
        found = _QUERY.match(text, mark) if mark >= 0 else None
        if found and looks_real(found[1]):
            yield found.span(1)
        end = found.end() if found else end
        equals = text.find("=", max(end, equals + 1))


def _of_hosts(text: str) -> Iterator[tuple[int, int]]:
    """The passwords before hosts; to look for the at signs takes less time than the pattern, as colons are many."""
    at = text.find("@")
    while at >= 0:
        colon = text.rfind(":", max(0, at - _LONGEST_OF_HOST - 1), at)
        found = _OF_HOST.match(text, colon) if colon >= 0 else None
        if found and not (found[1].isalpha() or is_placeholder(found[1])):
            yield found.span(1)
        at = text.find("@", at + 1)


def has_key(text: str) -> bool:
    """Whether a text holds a key of any kind."""
    return any(True for _ in find_keys(text))


def service_of(text: str) -> str | None:
    """The service whose keys have the form of a text, or of a part of it; ``None`` if it looks like none of them."""
    for start, end in _runs(text):
        run = text[start:end]
        known = _formats().search(run)
        if known and not is_placeholder(run):
            return _services()[known.lastgroup or ""]
    return None


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where characters of keys follow each other, as many as a key has; this takes less time than a pattern."""
    marked = text.encode("ascii", "replace").translate(_MARKS)
    start = marked.find(b"x" * _LEAST)
    while start >= 0:
        end = marked.find(b" ", start)
        end = len(marked) if end < 0 else end
        yield start, end
        start = marked.find(b"x" * _LEAST, end)


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    run = text[start:end]
    known = _formats().search(run)
    if (known is None and len(run) > _LONGEST) or is_placeholder(run):
        return
    if known:
        yield start + known.start(), start + known.end()
    elif not _PUBLIC.search(text, max(0, start - _NEAR), start):
        parts = [(start, end)] if _BASE64.fullmatch(run) else []
        parts += [part.span() for part in _PART.finditer(text, start, end)]
        yield from (one for one in parts if _is_random(text[one[0] : one[1]]) and not _IS_NAME.match(text, one[1]))


def _is_random(text: str) -> bool:
    """Whether a text changes between kinds of characters more often than words do, and is not an id."""
    if len(set(text)) < _VARIED or not _DIGIT.search(text) or _ID.search(text):
        return False
    kinds = ["d" if one.isdigit() else "u" if one.isupper() else "l" if one.islower() else "" for one in text]
    changes = sum(one != two and one + two != "ul" for one, two in pairwise(kinds) if one and two)
    return changes >= _CHANGES * (len(text) - 1)


@cache
def _services() -> dict[str, str]:
    """The services by the name of their group in the pattern."""
    return {f"f{number}": one["service"] for number, one in enumerate(_listed())}


@cache
def _formats() -> re.Pattern[str]:
    """All formats in one pattern, each in a group of its own and between characters that belong to no key.

    A key begins where no other one can go on, so that each character is looked at a few times at most.
    """
    groups = "|".join(f"(?P<f{number}>{one['pattern']})" for number, one in enumerate(_listed()))
    return re.compile(rf"(?<![A-Za-z0-9_.~-])(?:{groups})(?![A-Za-z0-9])")


@cache
def _listed() -> list[dict[str, str]]:
    found: list[dict[str, str]] = packaged_yaml("connectorsmith.diagnostics", "key_formats.yaml")
    return found
