"""The names of the pictures of cards, which ``reference.md`` links and ``preview --pictures`` writes."""

from __future__ import annotations

import re
from typing import Final

from connectorsmith.model.connector import Connector

PICTURES: Final = "pictures"
"""The key of ``documentation`` that says where the pictures are."""
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST: Final = 100


def picture_names(connector: Connector) -> dict[tuple[str, str], str]:
    """The file of each operation that makers find, by its path and method; names differ in more than their case."""
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for operation in connector.operations:
        if not operation.internal:
            stem = first = _UNSAFE.sub("-", operation.id or f"{operation.method}-{operation.path}")[:_LONGEST]
            number = 1
            while stem.casefold() in taken:
                number += 1
                stem = f"{first}-{number}"
            taken.add(stem.casefold())
            found[operation.path, operation.method] = f"{stem}.png"
    return found
