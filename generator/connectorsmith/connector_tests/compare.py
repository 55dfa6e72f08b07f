"""Compare requests to the API, and the answer that the maker gets, with a case."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.connector_tests.case import CaseCall, Exchange
from connectorsmith.connector_tests.form_parts import multipart_parts
from connectorsmith.connector_tests.recorded_backend import absolute, text
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.model import Json
from connectorsmith.model.values import ABSENT, Keys, differences
from connectorsmith.runtime.message import Headers, Request, Response, all_values
from connectorsmith.source.json.read import decode_json

REQUEST: Final = "request-differs"
ANSWER: Final = "answer-differs"
_LONGEST: Final = 200
_MISSING: Final = object()


def compare_requests(call: CaseCall, received: Sequence[Request], base: str) -> Iterator[Diagnostic]:
    """The differences of the requests to the API from a call's; none if the mock answers."""
    if isinstance(call.backend, str):
        return
    for number, (exchange, request) in enumerate(zip(call.backend, received, strict=False)):
        yield from _request(exchange, request, base, call.at / "backend" / number)
    for number, exchange in enumerate(call.backend[len(received) :], len(received)):
        yield _fault(REQUEST, f"the API is not asked {exchange['call']}", call.at / "backend" / number / "call")
    for request in received[len(call.backend) :]:
        message = f"the API is asked {request.method} {request.url}, which the case does not expect"
        yield _fault(REQUEST, message, call.at / "backend")


def compare_answer(call: CaseCall, response: Response) -> Iterator[Diagnostic]:
    """The differences of the maker's answer from the expected one."""
    expected, at = call.expect, call.at / "expect"
    status = expected.get("status")
    if status is None and not 200 <= response.status <= 299:
        yield _fault(ANSWER, f"the answer has the status {response.status}: {_shown(response.body)}", at)
    elif status is not None and response.status != status:
        message = f"the answer has the status {response.status}, not {status}: {_shown(response.body)}"
        yield _fault(ANSWER, message, at / "status")
    yield from _headers(ANSWER, "the answer", expected.get("headers", {}), response.headers, at / "headers")
    if "body" in expected or "base64" in expected:
        yield from _body(ANSWER, "the answer", expected, response, at)
    for path, value in expected.get("output", {}).items():
        found = value_at(response.body, path)
        if found is _MISSING:
            yield _fault(ANSWER, f"the answer has no {path}", at / "output" / path)
        elif found != value:
            message = f"{path} of the answer is {_shown(found)}, not {_shown(value)}"
            yield _fault(ANSWER, message, at / "output" / path)


def value_at(body: bytes, path: str) -> Any:
    """The value at a path such as ``body/items/0/id``; in names, ``~1`` is a slash and ``~0`` a tilde."""
    try:
        value = decode_json(body.decode())
    except ValueError:
        return _MISSING
    first, *steps = path.split("/")
    for step in steps if first == "body" else [first, *steps]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return _MISSING
    return value


def _request(exchange: Exchange, request: Request, base: str, at: Pointer) -> Iterator[Diagnostic]:
    wanted, found = absolute(exchange["call"], base), f"{request.method} {request.url}"
    if found != wanted:
        yield _fault(REQUEST, f"the API is asked {found}, not {wanted}", at / "call")
    name = f"the request {exchange['call']}"
    yield from _headers(REQUEST, name, exchange.get("headers", {}), request.headers, at / "headers")
    if "parts" in exchange:
        yield from _parts(exchange["parts"], request, name, at / "parts")
    else:
        yield from _body(REQUEST, name, exchange, request, at)


def _headers(rule: str, name: str, expected: Mapping[str, Json], headers: Headers, at: Pointer) -> Iterator[Diagnostic]:
    for key, value in expected.items():
        found = all_values(headers, key)
        if value is None and found:
            yield _fault(rule, f"{name} has the header {key}: {', '.join(found)}", at / key)
        elif value is not None and not found:
            yield _fault(rule, f"{name} has no header {key}", at / key)
        elif value is not None and text(value) not in found:
            yield _fault(rule, f"the header {key} of {name} is {', '.join(found)}, not {text(value)}", at / key)


def _body(
    rule: str, name: str, expected: Mapping[str, Any], message: Request | Response, at: Pointer
) -> Iterator[Diagnostic]:
    """Compare a body; one that is not expected must be empty."""
    if "base64" in expected:
        if message.body != base64.b64decode(expected["base64"]):
            yield _fault(rule, f"{name} has another body: {_shown(message.body)}", at / "base64")
    elif "body" not in expected:
        if message.body:
            yield _fault(rule, f"{name} has a body, and the case names none: {_shown(message.body)}", at)
    else:
        wanted: Any = expected["body"]
        found: Any = message.body.decode("utf-8", "replace")
        if not isinstance(wanted, str):
            found = _json(found)
        for path, difference in _differences(wanted, found):
            where = "".join(f"/{step}" for step in path)
            yield _fault(rule, f"body{where} of {name} {difference}", _deepest(at / "body", wanted, path))


def _differences(wanted: Json, found: Json) -> Iterator[tuple[Keys, str]]:
    """The paths at which two values differ, and how; 1 and 1.0 are the same number."""
    for path, one, other in differences(wanted, found):
        if other is ABSENT:
            yield path, "is missing"
        elif one is ABSENT:
            yield path, f"is {_shown(other)}, and the case names no such value"
        elif one != other or isinstance(one, bool) != isinstance(other, bool):
            yield path, f"is {_shown(other)}, not {_shown(one)}"


def _deepest(at: Pointer, value: Any, path: tuple[Any, ...]) -> Pointer:
    """The place of a path in a case, as far as the case has it."""
    for step in path:
        if not (isinstance(value, list) or (isinstance(value, Mapping) and step in value)):
            break
        value, at = value[step], at / step
    return at


def _parts(expected: Sequence[Mapping[str, Any]], request: Request, name: str, at: Pointer) -> Iterator[Diagnostic]:
    """Compare the parts of a multipart body."""
    found = multipart_parts(request)
    if len(found) != len(expected):
        yield _fault(REQUEST, f"{name} has {len(found)} parts, not {len(expected)}", at)
    for number, (wanted, part) in enumerate(zip(expected, found, strict=False)):
        body = part.content.decode("utf-8", "replace")
        given = {"name": part.name, "filename": part.filename, "body": body}
        for key, value in wanted.items():
            if given[key] != text(value):
                yield _fault(REQUEST, f"{key} of a part is {given[key]!r}, not {text(value)!r}", at / number / key)


def _json(body: str) -> Any:
    try:
        return decode_json(body)
    except ValueError:
        return body


def _shown(value: Any) -> str:
    if isinstance(value, bytes):
        shown = value.decode("utf-8", "replace") or "no body"
    else:
        shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _fault(rule: str, message: str, at: Pointer) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, at)
