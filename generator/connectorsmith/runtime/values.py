"""Values as text: in paths, queries, headers and forms."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Final

from connectorsmith.model import Json, Schema

_SEPARATORS: Final = {"ssv": " ", "tsv": "\t", "pipes": "|"}


def text(value: Json) -> str:
    """A value as text: numbers and booleans as in JSON, objects as JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bytes):
        return _bytes_text(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=in_base64)


def in_base64(value: bytes) -> str:
    """Bytes as they are written inside JSON."""
    return base64.b64encode(value).decode()


def _bytes_text(value: bytes) -> str:
    """Bytes where a text is sent: the text that they are, else base64."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return in_base64(value)


def dated(value: Json, schema: Schema) -> str:
    """A value as text; a date and time as Power Fx writes it: in UTC with milliseconds, or without a zone."""
    written = text(value)
    if schema.format not in ("date-time", "date-no-tz", "date") or not isinstance(value, str):
        return written
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return written
    if schema.format == "date":
        return moment.strftime("%Y-%m-%d")
    local = schema.format == "date-no-tz"
    if not local:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}{'' if local else 'Z'}"


def collection(items: list[str], form: str | None) -> list[str]:
    """A list as the texts that are sent: one, or one for each item where the format is ``multi``."""
    if form == "multi":
        return items
    return [_SEPARATORS.get(form or "csv", ",").join(items)]
