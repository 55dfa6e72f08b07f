"""Policy expressions, evaluated while a call is on its way; ``language.policy_expression`` reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from connectorsmith.language.policy_expression import (
    CONNECTION,
    ENVIRONMENT,
    HEADERS,
    ITEM,
    METHOD,
    PolicyCall,
    policy_parts,
)
from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Fault, NotJson, PolicyPhase, written
from connectorsmith.runtime.json_places import Missing, copied, follow
from connectorsmith.runtime.message import header
from connectorsmith.runtime.url import value_in

_PLACEHOLDER: Final = re.compile(r"\{([^{}@]+)\}")
_VERBATIM: Final = frozenset({CONNECTION})


class Failed(Exception):
    """An expression leads through null or nothing."""


@lru_cache(4096)
def _read(text: str, verbatim: frozenset[str]) -> tuple[str | PolicyCall, ...]:
    return policy_parts(text, verbatim)


class Scope:
    """What expressions see: the call, the ``body`` that ``@body()`` means, and the current ``item``.

    Without ``body`` it is that of the message which the policy changes.
    """

    def __init__(self, exchange: Exchange, body: Json = ..., item: Json = ...) -> None:
        self.exchange = exchange
        self._body = body
        self.item = item

    def text(self, text: str) -> str:
        """The text with its expressions evaluated. Raises Failed, and Fault if a parameter is missing."""
        found = _read(text, frozenset())
        if len(found) == 1 and isinstance(found[0], str):
            return found[0]
        return "".join(part if isinstance(part, str) else self._as_text(part) for part in found)

    def path(self, text: str) -> str:
        """A text in which ``{id}`` is the path parameter of that name, encoded as it was sent."""
        variables = self.exchange.around.variables
        found = _read(text, frozenset())
        return "".join(_filled(part, variables) if isinstance(part, str) else self._as_text(part) for part in found)

    def token(self, text: str) -> Json:
        """A value to be stored in a body: a place as it is, JSON, or text. Raises Failed.

        ``@connectionParameters`` is not evaluated here, which
        https://github.com/microsoft/PowerPlatformConnectors/issues/2906 reports.
        """
        found = _read(text, _VERBATIM)
        if len(found) == 1 and isinstance(found[0], PolicyCall) and found[0].is_place and not found[0].interpolated:
            return copied(self._place(found[0]))
        value = "".join(part if isinstance(part, str) else self._as_text(part) for part in found)
        if found and isinstance(found[0], str) and found[0].lstrip().startswith(("[", "{")):
            return self._json(value)
        if len(value) > 1 and value[0] == value[-1] == "'" and self.exchange.choose("apostrophes") == "strip":
            return value[1:-1]
        return value

    def _json(self, value: str) -> Json:
        from connectorsmith.runtime.exchange import parse

        try:
            parsed = parse(value.encode("utf-8", "surrogatepass"))
        except NotJson:
            return value
        return parsed if self.exchange.choose("json-values") == "parse" else value

    def _as_text(self, call: PolicyCall) -> str:
        if call.is_place:
            return self._written(self._place(call))
        around = self.exchange.around
        if call.function == METHOD:
            return around.method
        if call.function == CONNECTION:
            return self._connection(call)
        if call.function == ENVIRONMENT:
            return _variable(call, around.environment)
        name, *default = call.arguments
        found = self._header(name) if call.function == HEADERS else value_in(self.exchange.request.query, name)
        if found is not None:
            return found
        if default:
            return default[0]
        if self.exchange.choose("missing-value") == "fail":
            raise Failed(f"the call has no {'header' if call.function == HEADERS else 'query parameter'} {name}")
        return ""

    def _header(self, name: str) -> str | None:
        exchange = self.exchange
        after = exchange.phase is not PolicyPhase.REQUEST and exchange.response is not None
        if after and exchange.choose("response-headers") == "response" and exchange.response is not None:
            return header(exchange.response.headers, name)
        return header(exchange.request.headers, name)

    def _connection(self, call: PolicyCall) -> str:
        name, *default = call.arguments
        values = self.exchange.around.connection
        if name in values:
            return values[name]
        other = next((key for key in values if key.lower() == name.lower()), None)
        if other is not None and self.exchange.choose("connection-names") == "any-case":
            return values[other]
        if default:
            return default[0]
        raise Fault(500, f"Property with name {name} is not present in connection parameters.")

    def _place(self, call: PolicyCall) -> Json:
        root = self.item if call.function == ITEM else self._whole()
        if root is ...:
            raise Failed("@item() is only there where the parent is an array")
        try:
            return follow(root, call.path)
        except Missing as missing:
            raise Failed(str(missing)) from None

    def _whole(self) -> Json:
        if self._body is not ...:
            return self._body
        try:
            return self.exchange.body()
        except NotJson as fault:
            raise Failed(f"the body is not JSON: {fault}") from None

    def _written(self, value: Json) -> str:
        if isinstance(value, str):
            return value
        if value is None:
            raise Failed("the value is null")
        if isinstance(value, bool):
            return str(value) if self.exchange.choose("boolean-text") == "net" else str(value).lower()
        return written(value).decode("utf-8")


def _filled(text: str, variables: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: variables.get(found[1], found[0]), text)


def _variable(call: PolicyCall, values: Mapping[str, str]) -> str:
    name, *default = call.arguments
    if name in values:
        return values[name]
    if default:
        return default[0]
    raise Fault(500, f"The environment variable {name} is not there.")
