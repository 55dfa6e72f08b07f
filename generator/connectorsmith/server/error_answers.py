"""Answers of the gateway itself to requests that reach no operation."""

from __future__ import annotations

import json
from pathlib import Path
from traceback import extract_tb

from connectorsmith.runtime.message import Response


def error_answer(status: int, message: str) -> Response:
    """An error in the form in which API Management answers."""
    body = json.dumps({"error": {"code": status, "message": message}}, ensure_ascii=False)
    return Response(status, (("Content-Type", "application/json"),), body.encode())


def unexpected(fault: Exception) -> str:
    """An exception that no code expects: its class and its place, without its message, which may hold a secret."""
    frames = extract_tb(fault.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__name__}{place}"
