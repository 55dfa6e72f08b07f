"""The request that a client makes of a maker's values, before the platform does anything to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation, Parameter
from connectorsmith.runtime import payloads
from connectorsmith.runtime.body_value import BodyBuilder
from connectorsmith.runtime.clients import CLIENTS, ClientRules
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.inputs import (
    CannotCompose,
    given,
    given_inside,
    input_parameters,
    is_empty,
    is_mcp,
    unknown,
)
from connectorsmith.runtime.message import Headers, header, with_header
from connectorsmith.runtime.payloads import FORM, JSON, MULTIPART, TEXT, BodyPart, Payload
from connectorsmith.runtime.values import collection, text

MESSAGES: Final = "application/json, text/event-stream"
"""The media types of an MCP server's answers."""
_PLATFORM: Final = "connectionId"
_FREE_HEADERS: Final = "x-ms-headers"


class Composed(Struct, frozen=True):
    """A request below the address of the connection; ``variables`` are the path parameters, encoded."""

    method: str
    path: str
    query: str = ""
    headers: Headers = ()
    body: bytes = b""
    variables: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    stream: AsyncIterator[bytes] | None = None


def compose(connector: Connector, operation: Operation, call: Call) -> Composed:
    """Make the request of a call. Raises CannotCompose where the client would not make one."""
    listed = input_parameters(connector, operation)
    return _Composer(connector, operation, call, listed, CLIENTS[call.client]).compose()


def media_types(connector: Connector, operation: Operation) -> tuple[str, ...]:
    """The media types that an operation takes, in lower case."""
    return tuple(kind.lower() for kind in operation.consumes or connector.consumes or ())


class _Composer:
    def __init__(
        self,
        connector: Connector,
        operation: Operation,
        call: Call,
        listed: tuple[Parameter, ...],
        rules: ClientRules,
    ) -> None:
        self.connector, self.operation, self.call = connector, operation, call
        self.parameters, self.rules = listed, rules
        self.notes: list[str] = []
        self.in_app = call.client != "flow"

    def compose(self) -> Composed:
        self.rules.check(self.operation, self.parameters)
        free = {_FREE_HEADERS} if self.operation.extra.get(_FREE_HEADERS) is True else set()
        self.notes += [
            f"no parameter takes {name}" for name in unknown(self.call.inputs, self.parameters) if name not in free
        ]
        values = {
            index: self.rules.value(parameter, given(self.call.inputs, parameter), self.notes.append)
            for index, parameter in enumerate(self.parameters)
            if parameter.location != "body" and parameter.name != _PLATFORM and not self._is_left_out(parameter)
        }
        placed = [(self.parameters[index], value) for index, value in values.items() if value is not ABSENT]
        variables = {one.name or "": self._in_path(one, value) for one, value in placed if one.location == "path"}
        query = "&".join(
            piece for one, value in placed if one.location == "query" for piece in self._in_query(one, value)
        )
        headers = self._headers(placed)
        if is_mcp(self.operation) and header(headers, "Accept") is None:
            headers = with_header(headers, "Accept", MESSAGES)
        payload = self._payload(placed)
        if payload is not None:
            headers = self._typed(headers, payload)
        method = self.operation.method.upper()
        body = b"" if payload is None else payload.content
        return Composed(method, self._path(variables), query, headers, body, variables, tuple(self.notes))

    def _is_left_out(self, parameter: Parameter) -> bool:
        """Whether an app leaves out a default: where a call fills a dropdown, it sends those that are required only."""
        optional = self.call.dynamic and self.in_app and not parameter.required
        return optional and given(self.call.inputs, parameter) is ABSENT

    def _path(self, variables: Mapping[str, str]) -> str:
        path = self.operation.path
        for name in self.operation.variables:
            if name in variables:
                path = path.replace(f"{{{name}}}", variables[name])
            else:
                self.notes.append(f"the path parameter {name} has no value")
        return path

    def _in_path(self, parameter: Parameter, value: Json) -> str:
        return self.rules.in_path(parameter, ",".join(self._texts(parameter, value)))

    def _in_query(self, parameter: Parameter, value: Json) -> Iterator[str]:
        for one in self._texts(parameter, value):
            yield f"{self.rules.in_query(parameter, parameter.name or '')}={self.rules.in_query(parameter, one)}"

    def _texts(self, parameter: Parameter, value: Json) -> list[str]:
        schema = parameter.content
        if not isinstance(value, list):
            return [self.rules.text(value, schema)]
        form = schema.extra.get("collectionFormat")
        if form not in (None, "csv"):
            self.notes.append(
                f"{parameter.name} is sent as collectionFormat {form} says; the platform documents csv only"
            )
        items = self.connector.resolve(schema.items) if schema.items is not None else schema
        return collection([self.rules.text(item, items) for item in value], form)

    def _headers(self, placed: list[tuple[Parameter, Json]]) -> Headers:
        headers: Headers = ()
        for parameter, value in placed:
            if parameter.location == "header":
                headers = with_header(headers, parameter.name or "", ",".join(self._texts(parameter, value)))
        extra = self.call.inputs.get(_FREE_HEADERS)
        if self.operation.extra.get(_FREE_HEADERS) is True and isinstance(extra, dict):
            if any(parameter.location == "header" for parameter in self.parameters):
                raise CannotCompose(
                    f"{self.operation.id} has {_FREE_HEADERS} and a header parameter", "keep one of them"
                )
            for name, value in extra.items():
                headers = with_header(headers, name, text(value))
        return headers

    def _typed(self, headers: Headers, payload: Payload) -> Headers:
        """The headers with the media type of the body; one that the maker gives counts, except of parts."""
        own = header(headers, "Content-Type")
        if own is not None and not payload.type.startswith(MULTIPART):
            return headers
        return with_header(headers, "Content-Type", payload.type)

    def _payload(self, placed: list[tuple[Parameter, Json]]) -> Payload | None:
        fields = [(one, value) for one, value in placed if one.location == "formData"]
        if fields:
            return self._form(fields)
        body = next((one for one in self.parameters if one.location == "body"), None)
        if body is None:
            return None
        builder = BodyBuilder(self.connector, self.rules, self.call.callback)
        whole = given(self.call.inputs, body)
        value = builder.build(body.content, whole, given_inside(self.call.inputs, body), body.required is True)
        return None if value is ABSENT else self._body(body, value)

    def _body(self, body: Parameter, value: Json | Absent) -> Payload | None:
        schema, media = self.connector.resolve(body.content), media_types(self.connector, self.operation)
        binary = schema.format == "binary" or schema.type == "file"
        if payloads.is_file(value) or (binary and isinstance(value, str)):
            file = payloads.as_file(value)
            return Payload(file.content, file.type or next((kind for kind in media if kind != JSON), payloads.BYTES))
        if self.in_app:
            return _in_app(value, media)
        if is_empty(value) and not body.required:
            return None
        if isinstance(value, str):
            return Payload(value.encode(), next(iter(media), TEXT))
        return payloads.json_payload(value, next((kind for kind in media if "json" in kind), JSON))

    def _form(self, fields: list[tuple[Parameter, Json]]) -> Payload:
        media = media_types(self.connector, self.operation)
        if FORM in media and MULTIPART not in media:
            if self.in_app:
                return payloads.form_payload(
                    [(one.name or "", text(item)) for one, value in fields for item in _each(value)]
                )
            return payloads.form_payload([(one.name or "", ",".join(self._texts(one, value))) for one, value in fields])
        return payloads.multipart_payload([part for one, value in fields for part in self._part(one, value)])

    def _part(self, parameter: Parameter, value: Json) -> Iterator[BodyPart]:
        name = parameter.name or ""
        if parameter.value.type == "file" or payloads.is_file(value):
            yield from self._file_part(parameter, name, payloads.as_file(value))
        elif self.in_app and isinstance(value, dict):
            raise CannotCompose(f"an app cannot send the object {name} in a part")
        else:
            yield BodyPart(name, ",".join(self._texts(parameter, value)).encode())

    def _file_part(self, parameter: Parameter, name: str, file: payloads.File) -> Iterator[BodyPart]:
        kind = file.type or payloads.BYTES
        if self.in_app:
            yield BodyPart(name, file.content, name, kind)
        elif '"' in name or "@" in name:
            self.notes.append(f"the designer drops the file {name}, since its name holds a quote or an at sign")
        else:
            only = parameter.value.extra.get("x-ms-format") == "contentOnly"
            filename = self.call.inputs.get(f"{name}/filename", file.name)
            yield BodyPart(name, file.content, None if only else text(filename or name), kind)


def _each(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _in_app(value: Json, media: tuple[str, ...]) -> Payload:
    """The body as Power Fx writes it, by the first media type that it knows."""
    kind = next((one for one in media if "json" in one or one in (FORM, TEXT, MULTIPART)), JSON)
    if kind == FORM:
        return payloads.form_payload([(name, text(item)) for name, item in payloads.flat(value)])
    if kind == TEXT:
        return Payload(text(value).encode(), TEXT)
    if kind == MULTIPART and isinstance(value, dict):
        return payloads.multipart_payload([BodyPart(name, _in_part(name, item)) for name, item in value.items()])
    return payloads.json_payload(value, kind if "json" in kind else JSON)


def _in_part(name: str, value: Json) -> bytes:
    if isinstance(value, dict):
        raise CannotCompose(f"an app cannot send the object {name} in a part")
    return ",".join(text(item) for item in _each(value)).encode()
