"""The headers of a request: a list of objects, or one text with a header in each line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def headers_of(request: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The headers of a request as objects with a key and a value.

    Source: https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html, ``header``.
    """
    found = request.get("header")
    if isinstance(found, str):
        lines = (line.partition(":") for line in found.splitlines() if ":" in line)
        return [{"key": key.strip(), "value": value.strip()} for key, _, value in lines]
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
