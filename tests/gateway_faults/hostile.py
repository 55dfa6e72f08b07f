"""Hostile requests and hostile answers, made from a seed; every call has to end with an answer that shows no secret."""

from __future__ import annotations

import json
import logging
from random import Random
from typing import Any

from tests.gateway_faults.client import Answer, asked
from tests.gateway_faults.stage import SECRET, Settings, Stage

_CALLS = (
    *("GET /plain", "GET /change", "HEAD /change", "GET /script/forward", "GET /script/parse") * 3,
    *("POST /plain", "POST /change", "POST /script", "POST /hooks", "DELETE /hooks/%2e%2e") * 3,
    "GET /", "GET //", "GET /script/%00", "GET /elsewhere", "GET /script/..;/plain",
    "GET /change?a=%ff&b=%zz&=&&", "GET /%", "TRACE /plain", "GET /elsewhere?copy=%F0%9F%98%80%0d%0a",
    "GET /plain#x", "OPTIONS /plain", "PATCH /plain", "PUT /change",
)  # fmt: skip
_VALUES = (
    "", "\0", "\x7f", "é", "a" * 9000, "*/*", "gzip", "chunked", "-1", "1e9", "bytes=0-", "%0d%0a", "{{x}}", "${x}",
    "http://127.0.0.1:1", "http://[::1", "http://169.254.169.254", "file:///etc/passwd", "application/json; charset=x",
)  # fmt: skip
_NAMES = (
    "X-To", "X-Odd", "Content-Type", "Content-Encoding", "Accept-Encoding", "Range", "Origin", "X-Key", "Authorization",
    "x-ms-request-url", "x-ms-request-method", "x-ms-correlation-id", "If-None-Match", "Expect",
)  # fmt: skip
_BODIES = (
    "", "{", "[]", "null", "0", '""', '{"id": 1}', '{"id": NaN}', "[" * 3000, '{"a":' * 900 + "1" + "}" * 900,
    "\ufeff{}", '{"\ud83d": "\udc00"}', '{"__proto__": 1, "": {"": []}}', "-" + "9" * 6000, "1e400", "\0",
    '{"id":1,"id":2}', "<a/>",
)  # fmt: skip
_OURS = (500, 502, 504)
"""The errors of the gateway itself that docs/gateway.md names."""


def request(chance: Random) -> dict[str, Any]:
    """A request of a client that means no good."""
    call = chance.choice(_CALLS)
    headers = {chance.choice(_NAMES): chance.choice(_VALUES) for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))}
    case: dict[str, Any] = {"call": call}
    case["headers"] = {name: value.replace("\0", "").encode().decode("latin-1") for name, value in headers.items()}
    if call.startswith("P"):
        case["body"] = chance.choice(_BODIES).encode("utf-8", "surrogatepass").decode("latin-1")
    return case


def answer(chance: Random) -> dict[str, Any]:
    """An answer of a service that means no good."""
    headers = {chance.choice(_NAMES): chance.choice(_VALUES) for _ in range(chance.randrange(3))}
    headers = {name: value for name, value in headers.items() if "\n" not in value}
    says: dict[str, Any] = {
        "headers": headers,
        "status": chance.choice((200, 200, 201, 204, 301, 304, 400, 429, 500, 999)),
    }
    says["body"] = chance.choice(_BODIES).encode("utf-8", "replace").decode()
    says["framed"] = chance.choice(("length", "chunked", "none"))
    if chance.random() < 0.3:
        says["packed"] = chance.choice(("gzip", "deflate", "raw-deflate", "members"))
    if chance.random() < 0.2:
        says["cut"] = chance.randrange(20)
    return says


class Heard(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


async def faults(stage: Stage, seed: int, calls: int) -> list[str]:
    """What went wrong in so many calls: their seeds, and what they were answered."""
    found: list[str] = []
    heard = Heard()
    logging.getLogger().addHandler(heard)
    gateway = await stage.gateway(Settings(seconds=1.0, hosts=("127.0.0.1",)))
    for number in range(seed, seed + calls):
        chance = Random(number)
        stage.service.says, case = answer(chance), request(chance)
        gateway.traces.clear()
        heard.lines.clear()
        try:
            came = await asked(gateway.port, case)
        except TimeoutError:
            came = Answer(0)
        shown = [came.raw.decode("latin-1"), *heard.lines, *(repr([*trace]) for trace in gateway.traces)]
        wrong = _wrong(came, stage.service.says) or next((line for line in shown if SECRET in line), None)
        if wrong or heard.lines:
            found.append(f"{number}: {wrong} {heard.lines} {case} {stage.service.says}"[:1500])
    logging.getLogger().removeHandler(heard)
    return found


def _wrong(came: Answer, says: dict[str, Any]) -> str | None:
    """Why an answer is not one that the gateway may give."""
    if not came.status:
        return f"no answer: {came.raw[:100]!r}"
    if came.status in _OURS and came.status != says["status"]:
        try:
            message = str(json.loads(came.body)["error"]["message"])
        except (ValueError, KeyError, TypeError):
            return f"{came.status} in another form: {came.body[:100]!r}" if came.body else None
        return f"{came.status}: {message}" if "the gateway failed" in message else None
    return None
