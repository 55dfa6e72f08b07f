"""The media types of a connector: where they are, whether they are any, and which of them count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Operation

_TOKEN = r"[\w!#$&^.+*-]+"
_WHOLE = re.compile(rf"{_TOKEN}/{_TOKEN}(\s*+;\s*+{_TOKEN}=([\w!#$&^.+*/-]+|\"[^\"]*\"))*+\s*+;?\s*+", re.ASCII)


def media_types(connector: Connector) -> Iterator[tuple[Pointer, str]]:
    """Every media type that is written at the root or in an operation, and its place."""
    yield from _listed(connector)
    for operation in connector.operations:
        yield from _listed(operation)


def _listed(part: Connector | Operation) -> Iterator[tuple[Pointer, str]]:
    for key, listed in (("consumes", part.consumes), ("produces", part.produces)):
        at = part.at / key
        yield from ((at / index, media) for index, media in enumerate(listed or ()))


@lru_cache(1024)  # a connector has few, which many operations list
def is_media_type(text: str) -> bool:
    """Whether a text is a type and a subtype, with parameters or without; ``*`` represents any."""
    return _WHOLE.fullmatch(text) is not None


def consumed(connector: Connector, operation: Operation) -> frozenset[str]:
    """The media types of what an operation sends, in lower case and without parameters: its own, or the connector's."""
    return _plain(connector.consumes if operation.consumes is None else operation.consumes)


def produced(connector: Connector, operation: Operation) -> frozenset[str]:
    """The media types of what an operation returns, in the same form."""
    return _plain(connector.produces if operation.produces is None else operation.produces)


@lru_cache(1024)
def _plain(listed: tuple[str, ...] | None) -> frozenset[str]:
    return frozenset(media.partition(";")[0].strip().casefold() for media in listed or ())
