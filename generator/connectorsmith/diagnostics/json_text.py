"""Values as JSON for people to read."""

from __future__ import annotations

import json
from typing import Any

import msgspec


def json_text(value: Any) -> str:
    """A value as ``json.dumps(value, indent=2)`` writes it, in ASCII; that function itself takes six times as long.

    Only what msgspec takes for no JSON is left to it, such as half of a surrogate pair in the name of a file.
    """
    try:
        return msgspec.json.format(json.dumps(value))
    except msgspec.DecodeError:
        return json.dumps(value, indent=2)


def indented(encoded: bytes) -> str:
    """A JSON text in ASCII as ``json_text`` writes its value; numbers are kept as they are written."""
    try:
        text = msgspec.json.format(encoded).decode("ascii")
    except msgspec.DecodeError:
        text = json.dumps(json.loads(encoded), indent=2)
    return text.replace("\x7f", "\\u007f")
