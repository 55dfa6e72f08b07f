"""The words a scalar is written with in YAML: plain where safe, else quoted, broken only at harmless spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from connectorsmith.source.yaml.scalars import TEXT, classify, scalar_text

_STATUS = re.compile(r"[1-5][0-9]{2}\Z")
_PLAIN = re.compile(
    r"[A-Za-z0-9_./(@$+<^=~;€§ªµºÀ-ÖØ-öø-ʯ\u0370-\u03ff\u0400-\u04ff-][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*\Z"
)
_NOT_PLAIN = re.compile(r":(?:\s|\Z)|\s#|\A[-?](?:\s|\Z)|\A(?:---|\.\.\.)|\A[@%`]|\A\s|\s\Z|\u0085|\ufffe|\uffff")
_FLOW = re.compile(r"[,\[\]{}?]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")


def scalar_words(value: Any, flow: bool) -> list[str]:
    """The text of a scalar, cut where a line may be broken (each cut represents one space)."""
    if not isinstance(value, str):
        return [scalar_text(value)]
    if _plain(value, flow):
        return _BREAK.split(value) if " " in value else [value]
    if _CONTROL.search(value) or "'" in value or ('"' not in value and "\\" not in value):
        return _BREAK.split('"' + _ESCAPED.sub(_escape, value) + '"')
    return _BREAK.split("'" + value + "'")


@lru_cache(maxsize=4096)  # a spec has few names, and each of them many times
def key_text(key: str, flow: bool) -> str:
    """A key on one line; HTTP status codes stay plain, since they read alike everywhere."""
    return key if _STATUS.match(key) else " ".join(scalar_words(key, flow))


def literal_lines(value: Any, width: int) -> list[str] | None:
    """The lines of a literal block (``|``) if the text is best written as one, else ``None``."""
    if not isinstance(value, str) or len(value) < 80 or "\n" not in value.rstrip("\n") or value.endswith("\n\n"):
        return None
    lines = value.removesuffix("\n").split("\n")
    if lines[0][:1] in ("", " ") or _CONTROL.search(value.replace("\n", "")):
        return None
    return lines if all(len(line) <= width and line == line.rstrip() for line in lines) else None


def _plain(text: str, flow: bool) -> bool:
    return (
        classify(text) == TEXT
        and _PLAIN.match(text) is not None
        and _NOT_PLAIN.search(text) is None
        and not (flow and _FLOW.search(text))
        and "  " not in text
    )


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
