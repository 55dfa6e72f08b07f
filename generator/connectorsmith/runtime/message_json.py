"""A message of a trace as a JSON value."""

from __future__ import annotations

import base64
from typing import Any

from connectorsmith.runtime.message import Message, Request


def message_json(message: Message | None) -> dict[str, Any] | None:
    """A message, out of which secrets were taken before; a body that is not text is in base64."""
    if message is None:
        return None
    found: dict[str, Any] = (
        {"method": message.method, "url": message.url} if isinstance(message, Request) else {"status": message.status}
    )
    found["headers"] = [list(pair) for pair in message.headers]
    try:
        found["body"] = message.body.decode("utf-8")
    except UnicodeDecodeError:
        found["base64"] = base64.b64encode(message.body).decode()
    return found
