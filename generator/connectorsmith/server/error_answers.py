"""Answers of the gateway itself to requests that reach no operation."""

from __future__ import annotations

import json

from connectorsmith.runtime.message import Response


def error_answer(status: int, message: str) -> Response:
    """An error in the form in which API Management answers."""
    body = json.dumps({"error": {"code": status, "message": message}}, ensure_ascii=False)
    return Response(status, (("Content-Type", "application/json"),), body.encode())
