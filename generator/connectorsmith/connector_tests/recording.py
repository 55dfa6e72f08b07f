"""Calls written down as cases: what a maker gave, what the API was asked and answered, and what came of it.

Secrets are replaced by the invented values that a case has anyway, e-mail addresses by invented ones, so that the case
passes and can be committed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from connectorsmith.analysis.designer.connections import connection_fields
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.connector_tests.form_parts import FormPart, form_parts
from connectorsmith.connector_tests.recorded_backend import base_address
from connectorsmith.diagnostics.key_text import find_keys
from connectorsmith.diagnostics.secret_forms import forms
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import HIDDEN
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import Headers, Request, Response, header
from connectorsmith.runtime.route import find_route
from connectorsmith.source.json.read import decode_json

_EMAIL: Final = re.compile(
    r"[A-Za-z0-9_%+-]{1,64}(?:\.[A-Za-z0-9_%+-]{1,64}){0,8}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_PAIR: Final = re.compile(r"([?&]([A-Za-z0-9_.-]{1,80})=)[^&#\s]+")
_ANSWERED: Final = ("location", "retry-after", "etag", "link", "content-disposition", "content-range", "range")
_PLATFORM: Final = ("x-ms-", "user-agent", "accept", "ms-int-appid", "content-length", "content-type", "authorization")

_BYTES: Final = ("base64", "$content")
"""Keys of bytes in base64."""

Exchanges = Sequence[tuple[Request, Response | None]]


class Recorder:
    """Makes cases of calls of one connection; the same address always gets the same invented one."""

    def __init__(self, connector: Connector, connection: Connection) -> None:
        self._connector = connector
        self._secrets = _replacements(connector, connection)
        self._connection = connection
        self._people: dict[str, str] = {}

    def case(self, public: Request, exchanges: Exchanges, response: Response) -> dict[str, Any] | None:
        """The case of a call; ``None`` if no operation has it.

        ``public`` is the request, with its address below that of the connection.
        """
        route = find_route(self._connector, public.method, public.url.partition("?")[0])
        if route is None or not route.operation.id:
            return None
        base = base_address(self._connector)
        found: dict[str, Any] = {"operation": route.operation.id}
        values = {name: value for name, value in self._connection.values.items() if name not in self._secret_names()}
        invented = invented_connection(self._connector, {}, self._connection.set_name).values
        changed = {name: value for name, value in values.items() if invented.get(name) != value}
        if changed:
            found["connection"] = changed
        found["inputs"] = inputs_of(self._connector, route.operation, public, route.variables)
        found["backend"] = [_exchange(request, answer, base) for request, answer in exchanges]
        found["expect"] = _message(response)
        replaced: dict[str, Any] = self._replaced(found)
        replaced["backend"] = [_comparable(exchange) for exchange in replaced["backend"]]
        return replaced

    def _secret_names(self) -> set[str]:
        return {one.key for one in connection_fields(self._connector, self._connection.set_name) if one.secret}

    def _replaced(self, value: Any) -> Any:
        """A value in which no secret and no e-mail address of a person is left."""
        if isinstance(value, str):
            for secret, invented in self._secrets:
                value = value.replace(secret, invented)
            return _EMAIL.sub(lambda found: self._person(found[0]), _without_keys(value))
        if isinstance(value, Mapping):
            return {key: self._member(key, item) for key, item in value.items()}
        return [self._replaced(item) for item in value] if isinstance(value, list) else value

    def _member(self, key: str, item: Any) -> Any:
        if key in _BYTES and isinstance(item, str):
            return self._in_bytes(item)
        return HIDDEN if _is_hidden(key, item) else self._replaced(item)

    def _in_bytes(self, written: str) -> str:
        """Base64 of bytes without secrets; what cannot be unpacked is a text like others."""
        try:
            content = base64.b64decode(written, validate=True)
        except ValueError:
            return str(self._replaced(written))
        text = content.decode("utf-8", "surrogateescape")
        replaced = self._replaced(text)
        if replaced == text:
            return written
        return base64.b64encode(replaced.encode("utf-8", "surrogateescape")).decode()

    def _person(self, address: str) -> str:
        if address.lower().endswith("@example.com"):
            return address
        return self._people.setdefault(address.lower(), f"person{len(self._people) + 1}@example.com")


def inputs_of(
    connector: Connector, operation: Operation, request: Request, variables: Mapping[str, str]
) -> dict[str, Json]:
    """The maker's inputs of a request: the values of the parameters of its operation.

    The media type of a form is left out, since the boundary in it comes with the form.
    """
    found: dict[str, Json] = {}
    pairs = dict(url.pairs(url.split(request.url)[2]))
    fields = {part.name: _given_field(part) for part in form_parts(request)}
    for parameter in parameters(connector, operation):
        name = parameter.name or ""
        value: Json = None
        if parameter.location == "path":
            value = unquote(variables[name]) if name in variables else None
        elif parameter.location == "query":
            value = pairs.get(name)
        elif parameter.location == "header":
            value = None if fields and name.lower() == "content-type" else header(request.headers, name)
        elif parameter.location == "formData":
            value = fields.get(name)
        elif parameter.location == "body" and request.body:
            value = _given_body(request)
        if value is not None:
            found[name] = value
    return found


def _given_field(part: FormPart) -> Json:
    """The maker's value of a form field: a text, or a file as flows carry it, with its name."""
    if part.filename is None:
        return part.content.decode("utf-8", "replace")
    content = base64.b64encode(part.content).decode()
    return {"$content-type": part.kind, "$content": content, "filename": part.filename}


def _given_body(request: Request) -> Json:
    """The maker's body: JSON, a text, or a file as flows carry it."""
    try:
        return _json(request.body)
    except UnicodeDecodeError:
        kind = header(request.headers, "Content-Type") or "application/octet-stream"
        return {"$content-type": kind, "$content": base64.b64encode(request.body).decode()}


def _replacements(connector: Connector, connection: Connection) -> list[tuple[str, str]]:
    """Each form in which a secret may be written, the longest first, with the invented value of its parameter."""
    invented = invented_connection(connector, {}, connection.set_name)
    pairs = {
        form: fake[one.key]
        for one in connection_fields(connector, connection.set_name)
        if one.secret
        for real, fake in ((connection.tokens, invented.tokens), (connection.values, invented.values))
        if real.get(one.key) and one.key in fake
        for form in forms(real[one.key])
    }
    hidden = (form for value in connection.hidden for form in forms(value))
    pairs = dict.fromkeys(hidden, HIDDEN) | pairs
    return sorted(pairs.items(), key=lambda pair: -len(pair[0]))


def _comparable(exchange: Mapping[str, Any]) -> dict[str, Any]:
    """An exchange without hidden headers, whose values differ in later calls."""
    headers = {name: value for name, value in exchange.get("headers", {}).items() if value != HIDDEN}
    shown = {**exchange, "headers": headers}
    return {key: value for key, value in shown.items() if key in exchange and (key != "headers" or headers)}


def _without_keys(text: str) -> str:
    """A text without keys that are known by their form, and without what has the name of a secret in a query."""
    parts, end = [], 0
    for first, last in sorted(find_keys(text)):
        if first >= end:
            parts += [text[end:first], HIDDEN]
            end = last
    return _PAIR.sub(
        lambda pair: f"{pair[1]}{HIDDEN}" if is_secret_name(pair[2]) else pair[0], "".join([*parts, text[end:]])
    )


def _is_hidden(key: str, value: Any) -> bool:
    return isinstance(value, str) and bool(value) and "/" not in key and is_secret_name(key)


def _exchange(request: Request, answer: Response | None, base: str) -> dict[str, Any]:
    found: dict[str, Any] = {"call": f"{request.method} {request.url.removeprefix(base)}"}
    kept = {name: value for name, value in request.headers if not name.lower().startswith(_PLATFORM)}
    plain = {name: value for name, value in kept.items() if not is_secret_name(name)}
    if plain:
        found["headers"] = plain
    found |= _body(request.body)
    found["answer"] = {"fails": "cut-off"} if answer is None else _message(answer)
    return found


def _message(response: Response) -> dict[str, Any]:
    found: dict[str, Any] = {"status": response.status}
    headers = {name: value for name, value in response.headers if name.lower() in _ANSWERED}
    kind = header(response.headers, "Content-Type")
    if kind is not None and response.body and not _is_usual(kind, response.headers):
        headers["Content-Type"] = kind
    if headers:
        found["headers"] = headers
    return found | _body(response.body)


def _is_usual(kind: str, _: Headers) -> bool:
    return kind.partition(";")[0].strip().lower() in ("application/json", "text/plain")


def _body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        return {"body": _json(body)}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def _json(body: bytes) -> Any:
    text = body.decode()
    try:
        return decode_json(text)
    except ValueError:
        return text
