"""The messages of an answer, event streams read to their end: https://html.spec.whatwg.org/multipage/server-sent-events.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import parse
from connectorsmith.runtime.message import Response, header

_LINES: Final = re.compile(r"\r\n|\n|\r")


def messages(response: Response) -> list[Json]:
    """The messages in an answer whose body is there: one as JSON, or those of an event stream. Raises NotJson."""
    kind = (header(response.headers, "Content-Type") or "").lower()
    texts = [event.encode() for event in events(response.body)] if "event-stream" in kind else [response.body]
    return [parse(text) for text in texts]


def events(content: bytes) -> Iterator[str]:
    """The data of every event that ends with an empty line, in order; one that is cut off does not count."""
    data: list[str] = []
    for line in _LINES.split(content.decode("utf-8-sig", "replace"))[:-1]:
        field, _, value = line.partition(":")
        if line == "":
            if data:
                yield "\n".join(data)
            data = []
        elif field == "data":
            data.append(value.removeprefix(" "))
