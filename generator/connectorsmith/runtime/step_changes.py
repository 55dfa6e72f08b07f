"""The changes of a step in its message, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

from connectorsmith.model.values import ABSENT, Json, differences
from connectorsmith.runtime.message import Headers, Message, Request, all_values
from connectorsmith.runtime.trace import Step
from connectorsmith.source.json.read import decode_json

Sign: TypeAlias = Literal["+", "-", "~", " "]
"""Added, removed, changed, or there as it is."""
_LONGEST: Final = 200
_MOST: Final = 20
_MISSING: Final = object()


class StepChange(Struct, frozen=True):
    """One thing that a step added, removed or changed: ``what`` names it, ``value`` is what it is now or was."""

    sign: Sign
    what: str
    value: str = ""


def changes(step: Step) -> list[StepChange]:
    """The changes of a step; the whole message if there was none before."""
    if step.after is None:
        return []
    if step.before is None or isinstance(step.before, Request) != isinstance(step.after, Request):
        return [*whole(step.after)]
    found = [*_line_changes(step.before, step.after)]
    found += _header_changes(step.before.headers, step.after.headers)
    return [*found, *_body_changes(step.before.body, step.after.body)]


def whole(message: Message) -> Iterator[StepChange]:
    """All that a message holds."""
    yield StepChange(" ", _line(message))
    for name, value in message.headers:
        yield StepChange(" ", name, _short(value))
    if message.stream is not None:
        yield StepChange(" ", "body", "passed on in pieces")
    elif message.body:
        yield StepChange(" ", "body", _shown(message.body))


def _line(message: Message) -> str:
    return f"{message.method} {message.url}" if isinstance(message, Request) else f"status {message.status}"


def _line_changes(before: Message, after: Message) -> Iterator[StepChange]:
    if _line(before) != _line(after):
        yield StepChange("~", _line(after))


def _header_changes(before: Headers, after: Headers) -> Iterator[StepChange]:
    names = dict.fromkeys(name.lower() for name, _ in (*before, *after))
    spelling = {name.lower(): name for name, _ in (*before, *after)}
    for name in names:
        old, new = all_values(before, name), all_values(after, name)
        if old != new:
            sign: Sign = "+" if not old else "-" if not new else "~"
            yield StepChange(sign, spelling[name], _short(", ".join(new or old)))


def _body_changes(before: bytes, after: bytes) -> Iterator[StepChange]:
    if before == after:
        return
    old, new = _json(before), _json(after)
    if old is _MISSING or new is _MISSING or not isinstance(old, (dict, list)):
        yield StepChange("+" if not before else "-" if not after else "~", "body", _shown(after or before))
        return
    found = [_value_change("/".join(map(str, ("body", *keys))), *values) for keys, *values in differences(old, new)]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield StepChange("~", f"and {len(found) - _MOST} more values of the body")


def _value_change(path: str, old: Json, new: Json) -> StepChange:
    if new is ABSENT:
        return StepChange("-", path, _value(old))
    return StepChange("+" if old is ABSENT else "~", path, _value(new))


def _json(body: bytes) -> Any:
    try:
        return decode_json(body.decode("utf-8-sig"))
    except ValueError:
        return _MISSING


def _shown(body: bytes) -> str:
    value = _json(body)
    if value is not _MISSING:
        return _value(value)
    try:
        return _short(body.decode("utf-8"))
    except UnicodeDecodeError:
        return f"{len(body):,} bytes"


def _value(value: Any) -> str:
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
