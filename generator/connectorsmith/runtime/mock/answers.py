"""The answer of an operation: its status, its media type, its headers, and a body that fits its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.fields import fields
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.model import Response as Declared
from connectorsmith.runtime.exchange import written
from connectorsmith.runtime.message import Headers, Response
from connectorsmith.runtime.mock.values import Values

EXAMPLES: Final = "x-ms-examples"
"""Examples of an operation, each with answers by status: https://github.com/Azure/autorest, x-ms-examples."""
_JSON: Final = "application/json"
_MESSAGES: Final = ("message", "detail", "details", "description", "error_description", "title", "reason", "error")
_CODES: Final = ("status", "code", "statuscode")
_FILES: Final[Mapping[str, bytes]] = {
    "application/pdf": b"%PDF-1.4\n%mock\n%%EOF\n",
    "image/png": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000000020001e221bc330000000049454e44ae426082"
    ),
}
"""The smallest files of some kinds."""


class Success(Struct, frozen=True):
    """The answer of an operation that does what it is asked: the schema and the example of its body, if it has one."""

    status: int
    declared: Declared
    schema: Schema | None
    example: Json = None


def success(connector: Connector, operation: Operation) -> Success:
    """The first success that an operation declares, else its default answer, else 200 without a body."""
    declared = {code: connector.response(answer) for code, answer in (operation.responses or {}).items()}
    successes = sorted(code for code in declared if len(code) == 3 and code[0] == "2" and code.isdigit())
    code = successes[0] if successes else "default"
    answer = declared.get(code, Declared())
    status = int(code) if successes else 200
    return Success(status, answer, answer.schema, _example(operation, code, answer))


def _example(operation: Operation, code: str, answer: Declared) -> Json:
    """The example of an answer: of the operation by its status, else of the response by its media type."""
    for one in _members(operation.extra.get(EXAMPLES)).values():
        example = _members(_members(one).get("responses")).get(code)
        if example is not None:
            return _members(example).get("body", example)
    for word in (EXAMPLES, "examples"):
        found = next((one for kind, one in _members(answer.extra.get(word)).items() if "json" in kind.lower()), None)
        if found is not None:
            return found
    return None


def _members(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


class Answers:
    """Puts answers of operations together."""

    def __init__(self, connector: Connector, values: Values) -> None:
        self._connector = connector
        self._values = values

    def body(self, success: Success, key: str) -> Json:
        """A value for the body of an answer: its example, where that fits the schema, else one that is made."""
        if success.schema is None:
            return None
        if success.example is not None and self._values.fits(success.schema, success.example):
            return success.example
        return self._values.value(success.schema, key)

    def response(self, operation: Operation, success: Success, body: Json, key: str, more: Headers = ()) -> Response:
        """The message with a body; ``more`` are headers that come before those that the operation declares."""
        if success.schema is None:
            return Response(success.status, (*more, *self._headers(success.declared, key, more)))
        kind = self._media_type(operation, success.schema)
        headers = (("Content-Type", kind), *more, *self._headers(success.declared, key, more))
        return Response(success.status, headers, _bytes(kind, success.schema, self._connector, body))

    def failure(self, operation: Operation | None, status: int, reason: str, more: Headers = ()) -> Response:
        """An error as the operation declares it, with the reason in it; else one in the usual form."""
        schema = self._failure_schema(operation, status)
        body: Json = {"error": {"code": status, "message": reason}}
        if schema is not None:
            made = self._values.value(schema, f"failure/{status}")
            body = self._with_reason(schema, made, status, reason)
        return Response(status, (("Content-Type", _JSON), *more), written(body))

    def _failure_schema(self, operation: Operation | None, status: int) -> Schema | None:
        declared = (operation.responses or {}) if operation is not None else {}
        found = declared.get(str(status)) or declared.get("default")
        return self._connector.response(found).schema if found is not None else None

    def _with_reason(self, schema: Schema, made: Json, status: int, reason: str) -> Json:
        if isinstance(made, str):
            return reason
        if not isinstance(made, dict):
            return made
        known = {name: field for name, field, _ in fields(self._connector, self._connector.resolve(schema))}
        overrides: dict[str, Json] = {}
        for name, value in made.items():
            if name not in known:
                continue
            if isinstance(value, str) and name.lower() in _MESSAGES:
                overrides[name] = reason
            elif isinstance(value, int) and name.lower() in _CODES:
                overrides[name] = status
            elif isinstance(value, dict):
                overrides[name] = self._with_reason(known[name], value, status, reason)
        return {**made, **{name: value for name, value in overrides.items() if self._values.fits(known[name], value)}}

    def _headers(self, declared: Declared, key: str, given: Headers) -> Iterator[tuple[str, str]]:
        taken = {name.lower() for name, _ in given}
        for name, schema in (declared.headers or {}).items():
            if name.lower() not in taken | {"content-type", "content-length", "location"}:
                value = self._values.value(schema, f"{key}/{name}", name)
                yield name, value if isinstance(value, str) else written(value).decode()

    def _media_type(self, operation: Operation, schema: Schema) -> str:
        kinds = operation.produces if operation.produces is not None else self._connector.produces or ()
        plain = [kind for kind in kinds if "json" in kind.lower()]
        binary = self._connector.resolve(schema)
        if kinds and (binary.type == "file" or binary.format == "binary") and "*" not in kinds[0]:
            return kinds[0]
        if binary.type == "file":
            return "application/octet-stream"
        if plain:
            return plain[0]
        return kinds[0] if kinds and binary.type == "string" and "*" not in kinds[0] else _JSON


def _bytes(kind: str, schema: Schema, connector: Connector, body: Json) -> bytes:
    if isinstance(body, str) and "json" not in kind.lower():
        return _FILES.get(kind, body.encode())
    if isinstance(body, str) and connector.resolve(schema).type == "file":
        return body.encode()
    return written(body)
