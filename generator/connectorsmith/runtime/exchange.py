"""The state of one call: the request so far, the answer if there is one, and what steps have to know."""

from __future__ import annotations

import json
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from enum import Enum
from typing import Final, NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime import url
from connectorsmith.runtime.message import Headers, Message, Request, Response, header, without_header
from connectorsmith.runtime.options import Options
from connectorsmith.source.json.depth import is_deep

MOST_LEVELS: Final = 400
"""Levels of a body in JSON that policies read; all releases of Python can copy and write as many."""

Send = Callable[[Request, str], Awaitable[Response]]
"""Sends a request for a policy; the text says what for. Raises BackendFailure."""

Count = Callable[[str, int, float], Awaitable[float | None]]
"""Counts a call against the limit of a name, so many calls in so many seconds; gives the seconds to wait, if any."""


class PolicyPhase(Enum):
    """When a policy runs."""

    LIMIT = "limit"
    REQUEST = "Request"
    RESPONSE = "Response"
    FAILURE = "Failure"


class Fault(Exception):
    """A call cannot go on, and the gateway answers by itself."""

    def __init__(self, status: int, message: str, response: Response | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.response = response


class Outgoing(Struct, frozen=True):
    """The request to the service, its address in parts: ``service`` is scheme, host and base path."""

    method: str
    service: str
    path: str = ""
    query: str = ""
    headers: Headers = ()
    body: bytes = b""
    stream: AsyncIterator[bytes] | None = None

    def request(self) -> Request:
        """The message that is sent."""
        address = url.joined(self.service, self.path, self.query)
        return Request(self.method, address, self.headers, self.body, self.stream)


class Surroundings(Struct, frozen=True):
    """The constant data of a call.

    ``variables`` are the path parameters as they were sent, encoded. ``public`` is the address of the connection at
    the gateway, ``public_path`` and ``public_query`` what the caller asked for below it. ``polling`` says that the
    operation is a polling trigger.
    """

    send: Send
    count: Count
    connection: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    method: str = "GET"
    public: str = "http://localhost"
    public_path: str = ""
    public_query: str = ""
    polling: bool = False


class Exchange:
    """The state of a call. A step replaces ``request`` or ``response``, which never change themselves.

    ``secrets`` are those that came up on the way, such as the token that a policy asked for.
    """

    def __init__(self, around: Surroundings, request: Outgoing, response: Response | None = None) -> None:
        self.around = around
        self.request = request
        self.response = response
        self.phase = PolicyPhase.REQUEST
        self.signed_out = False
        self.first_poll = True
        self.poll_state: Mapping[str, str] = {}
        self.secrets: list[str] = []
        self._assumed: dict[str, None] = {}
        self._parsed: tuple[bytes, Json] | None = None

    @property
    def message(self) -> Message:
        """The message that steps change in this phase."""
        if self.phase is PolicyPhase.REQUEST or self.response is None:
            return self.request.request()
        return self.response

    def choose(self, name: str) -> str:
        """The value of an option that decides what happens now; the trace will show it."""
        value = self.around.options[name]
        self._assumed[f"{name}={value}"] = None
        return value

    def take_assumed(self) -> tuple[str, ...]:
        """The options that were used since this was last asked, as ``name=value``."""
        if not self._assumed:
            return ()
        assumed = tuple(self._assumed)
        self._assumed.clear()
        return assumed

    def body(self) -> Json:
        """The body of the message as JSON. Raises NotJson; the value may be changed only before ``set_body``."""
        content = self._content()
        self._check_packing()
        if self._parsed is None or self._parsed[0] is not content:
            self._parsed = content, parse(content)
        return self._parsed[1]

    def set_body(self, value: Json) -> None:
        """Write JSON as the body of the message."""
        content = written(value)
        if self.phase is PolicyPhase.REQUEST or self.response is None:
            self.request = replace(self.request, body=content, headers=_without_length(self.request.headers))
        else:
            headers = _without_length(self.response.headers)
            self.response = replace(self.response, body=content, headers=headers)
        self._parsed = None  # the value may hold the same object in two places, of which only one is to change next

    def _content(self) -> bytes:
        return self.request.body if self.phase is PolicyPhase.REQUEST or self.response is None else self.response.body

    def _check_packing(self) -> None:
        """Raise NotJson for a body that is packed in a way that the gateway does not unpack."""
        message = self.request if self.phase is PolicyPhase.REQUEST or self.response is None else self.response
        coding = header(message.headers, "Content-Encoding")
        if coding and coding.strip().lower() != "identity":
            raise NotJson(f"it is packed as {coding}")

    def forget_body(self) -> None:
        """Drop the parsed body, which a step may have changed before it failed."""
        self._parsed = None


def _without_length(headers: Headers) -> Headers:
    """The headers of a body that changes; the sender counts its bytes."""
    return without_header(headers, "Content-Length")


class NotJson(ValueError):
    """A body is not JSON."""


def parse(content: bytes) -> Json:
    """Read JSON in UTF-8, with or without a byte order mark, of at most ``MOST_LEVELS`` levels. Raises NotJson."""
    try:
        value: Json = _DECODE(content.decode("utf-8-sig"))
        if content.count(b"[") + content.count(b"{") > MOST_LEVELS and is_deep(value, MOST_LEVELS):
            raise RecursionError
        return value
    except RecursionError:
        raise NotJson("it is nested too deep") from None
    except UnicodeDecodeError as fault:
        raise NotJson(f"byte {fault.start + 1} is not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise NotJson(str(fault)) from None
    except NotJson:
        raise
    except ValueError:  # Python limits digits, since reading them takes quadratic time
        raise NotJson("a number has too many digits") from None


def _refuse(word: str) -> NoReturn:
    raise NotJson(f"{word} is not a number that JSON can hold")


def written(value: Json) -> bytes:
    """Write JSON without white space, in UTF-8; half of a surrogate pair, which UTF-8 does not have, is escaped."""
    return _ENCODE(value).encode("utf-8", "backslashreplace")


def _finite(text: str) -> float:
    """A number that can be written again."""
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


_DECODE: Final = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite).decode
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
