"""Requests of a client that means harm, as bytes: odd targets, headers, bodies and framing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Final
from urllib.parse import quote

from tests.fuzz import odd_values

_METHODS: Final = (
    ("GET",) * 6 + ("POST",) * 6 + ("PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "")
)
_HEADERS: Final = (
    ("Host", "evil.example"), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"),
    ("Expect", "100-continue"),
    ("Content-Encoding", "gzip"), ("Accept-Encoding", "zstd, *;q=0"), ("Range", "bytes=0-,5-"),
    ("Upgrade", "websocket"),
    ("Content-Length", "-1"), ("Content-Length", "9" * 400), ("Transfer-Encoding", "gzip, chunked"), ("X-Trace", "yes"),
    ("Content-Type", "multipart/form-data; boundary=a"), ("Content-Type", "application/json; charset=utf-7"),
    ("Authorization", "Basic !"), ("Cookie", "a=b; a=c"), ("If-None-Match", "*"), ("x-ms-request-method", "GET"),
    ("x-ms-request-url", "/orders/7"), ("x-ms-request-url", "//evil.example/a"), ("x-ms-client-request-id", "a b"),
)  # fmt: skip  # many short entries, several a line
_RAW: Final = ("no colon", " folded", "a : b", "\x00: a", ": a", "X" * 70_000 + ": a", "é: é", "a: b\rc: d")


def request(chance: Random, targets: Sequence[str], bodies: Sequence[object]) -> bytes:
    """The bytes of a request to one of some targets, at times changed, with one of some bodies, at times odd."""
    target = chance.choice(targets)
    if chance.random() < 0.5:
        text = odd_values.text(chance)
        target += chance.choice(("/", "?", "?page=", "&", "#", "")) + _in_target(text, chance)
    body = _body(chance, bodies)
    lines = ["Host: localhost", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in chance.sample(_HEADERS, chance.choice((0, 0, 1, 2)))]
    if chance.random() < 0.2:
        lines.append(chance.choice((*_RAW, f"X-Odd: {odd_values.text(chance)}")))
    if chance.random() < 0.8:
        lines.append("Content-Type: application/json")
    framing = chance.choice(("length", "length", "length", "chunked", "short", "long", "broken", "both"))
    if framing in ("length", "short", "long", "both"):
        lines.append(f"Content-Length: {max(0, len(body) + {'short': -1, 'long': 5}.get(framing, 0))}")
    if framing in ("chunked", "broken", "both"):
        lines.append("Transfer-Encoding: chunked")
        size = (
            f"{len(body):x}" if framing != "broken" else chance.choice(("-1", "ffffffffffffffffff", "x", "", "1;a=b"))
        )
        body = size.encode() + b"\r\n" + body + b"\r\n0\r\n\r\n"
    first = f"{chance.choice(_METHODS)} {target} HTTP/{chance.choice(('1.1',) * 8 + ('1.0', '2', 'x'))}"
    return "\r\n".join([first, *lines, "", ""]).encode("utf-8", "surrogatepass") + body


def _in_target(text: str, chance: Random) -> str:
    """A text escaped for a target, or as it is."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="") if chance.random() < 0.6 else text[:2_000]


def _body(chance: Random, bodies: Sequence[object]) -> bytes:
    kind = chance.random()
    if kind < 0.2:
        return b""
    if kind < 0.3:
        return chance.randbytes(chance.choice((1, 30, 3_000)))
    value = odd_values.value(chance) if kind < 0.5 else chance.choice(bodies)
    if isinstance(value, dict) and chance.random() < 0.6:
        value = value | {chance.choice([*value, odd_values.key(chance)]): odd_values.value(chance)}
    return json.dumps(value).encode()
