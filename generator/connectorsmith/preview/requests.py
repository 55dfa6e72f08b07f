"""Validate the requests of the page: a member of another type is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model.values import Json
from connectorsmith.source.json.read import decode_json

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a request of the page; files that a maker chooses are in it as base64."""


class Refused(Exception):
    """A request of the page that cannot be answered, with the status of the answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class PageRequest(Struct, frozen=True):
    """A request of the page: the values of the query of a GET, or the members of the body of a POST."""

    values: Mapping[str, Json]

    def text(self, name: str) -> str:
        """A text; empty where there is none."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise Refused(400, f"{name} is a text")
        return value

    def mapping(self, name: str) -> Mapping[str, Json]:
        """An object; empty where there is none."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise Refused(400, f"{name} is an object")
        return value


def members(body: bytes) -> dict[str, Json]:
    """The members of the body of a request, a JSON object. Raises Refused."""
    if len(body) > _LARGEST:
        raise Refused(413, f"a request has at most {_LARGEST:,} bytes")
    try:
        value = decode_json(body.decode("utf-8"))
    except ValueError:
        raise Refused(400, "the body of a request is a JSON object") from None
    if not isinstance(value, dict):
        raise Refused(400, "the body of a request is a JSON object")
    return value
