"""Recorded answers in the place of an API, and the addresses of calls."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from connectorsmith.custom_code.mock_api import Received, Reply
from connectorsmith.errors import UnknownNameError
from connectorsmith.language.recipe_expression import RecipeCall, address_parts
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.runtime import url

UNANSWERED = 599
"""The status of a call for which no answer is recorded; no API gives it."""


def base_address(connector: Connector) -> str:
    """The address below which a connector's paths lie, if no policy and no connection says otherwise."""
    scheme = (connector.schemes or ("https",))[0]
    return f"{scheme}://{connector.host or 'api.example.com'}{(connector.base_path or '').rstrip('/')}"


def _variables(operation: Operation) -> tuple[str, ...]:
    return tuple(part.arguments[0] for part in address_parts(operation.path) if isinstance(part, RecipeCall))


def address(base: str, operation: Operation, request: Mapping[str, Any]) -> str:
    """The address of a call of an operation, with the values of its path and query.

    Raises UnknownNameError for a value that no part of the path takes.
    """
    values = request.get("path", {})
    known = _variables(operation)
    for name in values:
        if name not in known:
            raise UnknownNameError("path parameter", name, known)
    pieces = (
        quote(text(values.get(part.arguments[0], "")), safe="") if isinstance(part, RecipeCall) else part
        for part in address_parts(operation.path)
    )
    query = urlencode({name: text(value) for name, value in request.get("query", {}).items()})
    return base + "".join(pieces) + (f"?{query}" if query else "")


def text(value: Json) -> str:
    """A value as it is sent: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


class Recorded:
    """Recorded answers: those that fit a call are given in turn, and the last of them stays."""

    def __init__(self, answers: tuple[Mapping[str, Any], ...], base: str) -> None:
        self._left = [(self._key(answer["call"], base), answer) for answer in answers]

    @staticmethod
    def _key(call: str, base: str) -> tuple[str, str, str, str]:
        method, _, where = call.partition(" ")
        return method, *url.parts(where if "://" in where else base + where)

    def answer(self, request: Received) -> Reply:
        """Give the next answer that fits a request."""
        path, _, query = request.target.partition("?")
        here = (request.method, request.host, path)
        fitting = [entry for entry in self._left if entry[0][:3] == here and entry[0][3] in ("", query)]
        if not fitting:
            return Reply(UNANSWERED)
        if len(fitting) > 1:
            self._left.remove(fitting[0])
        return _reply(fitting[0][1])


def _reply(answer: Mapping[str, Any]) -> Reply:
    headers = {name: text(value) for name, value in answer.get("headers", {}).items()}
    if "base64" in answer:
        return Reply(answer.get("status", 200), headers, base64.b64decode(answer["base64"]))
    if "body" not in answer:
        return Reply(answer.get("status", 200), headers)
    kind = "text/plain" if isinstance(answer["body"], str) else "application/json"
    return Reply(answer.get("status", 200), {"Content-Type": kind, **headers}, text(answer["body"]).encode())
