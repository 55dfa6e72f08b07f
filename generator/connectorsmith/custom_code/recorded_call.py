"""A call of an operation with the answers recorded for it, read from YAML and run with them in the place of the API."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct, field

from connectorsmith.custom_code.frames import Order
from connectorsmith.custom_code.mock_api import Received, Reply
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.diagnostics import SPEC, Diagnostic, Severity, has_errors
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import UnknownNameError
from connectorsmith.language.recipe_expression import RecipeCall, address_parts
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.source.document import place
from connectorsmith.source.read_files import read_text
from connectorsmith.source.yaml.read import read_yaml

UNANSWERED = 599
"""The status of a call for which no answer is recorded; no API gives it."""


class Case(Struct, frozen=True):
    """What a maker gives to an operation, and what the API answers, as the file has it."""

    request: Mapping[str, Any] = field(default_factory=dict)
    answers: tuple[Mapping[str, Any], ...] = ()


def read_case(file: Path, operation: Operation | None = None) -> tuple[Case, list[Diagnostic]]:
    """Read a case, for an operation if one is given. Faults are returned, each at its place.

    Raises FileError if the file cannot be opened.
    """
    from connectorsmith.source.schema_faults import schema_faults  # jsonschema takes long to import

    text, faults = read_text(file)
    if text is None:
        return Case(), faults
    document, faults = read_yaml(text, file)
    if not has_errors(faults):
        faults += schema_faults(document.value, json.loads(_schema()), SPEC)
    if operation is not None and not has_errors(faults):
        faults += _unknown_variables(document.value, operation)
    placed = [place(fault, {"spec": document}) for fault in faults]
    if has_errors(placed):
        return Case(), placed
    return Case(document.value.get("request", {}), tuple(document.value.get("answers", ()))), placed


@cache
def _schema() -> str:
    return (files("connectorsmith.custom_code") / "harness" / "case.schema.json").read_text("utf-8")


def run_case(
    runner: ScriptRunner, library: Path, script: str, case: Case, connector: Connector, operation: Operation
) -> dict[str, Any]:
    """Run an operation of a compiled script; the outcome is that of the runner."""
    base = case.request.get("base") or base_address(connector)
    body = text(case.request["body"]).encode() if "body" in case.request else None
    order = Order(
        number=1,
        assembly=str(library),
        script=script,
        operation=operation.id or "",
        method=operation.method.upper(),
        url=address(base, operation, case.request),
        headers=tuple((name, text(value)) for name, value in case.request.get("headers", {}).items()),
        content=body is not None,
    )
    return runner.run(order, body or b"", Recorded(case.answers, base).answer)


def base_address(connector: Connector) -> str:
    """The address below which a connector's paths lie, if no policy and no connection says otherwise."""
    scheme = (connector.schemes or ("https",))[0]
    return f"{scheme}://{connector.host or 'api.example.com'}{(connector.base_path or '').rstrip('/')}"


def _unknown_variables(case: Mapping[str, Any], operation: Operation) -> Iterator[Diagnostic]:
    """Values of the path that the path of the operation has no variable for."""
    known = _variables(operation)
    for name in case.get("request", {}).get("path", {}):
        if name not in known:
            likely = suggest(name, known)
            hint = f"did you mean {likely}?" if likely else f"the path is {operation.path}"
            at = SPEC / "request" / "path" / name
            message = f"the path of {operation.id} has no variable {name}"
            yield Diagnostic("unknown-path-variable", Severity.ERROR, message, at, hint=hint)


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
        parts = urlsplit(where if "://" in where else base + where)
        return method, parts.netloc, parts.path, parts.query

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
