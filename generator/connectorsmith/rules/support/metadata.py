"""The entries of x-ms-connector-metadata, whichever way they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector

REQUIRED: Final = ("Website", "Privacy policy", "Categories")
"""Names required by certification, compared without case."""
_KEY: Final = "x-ms-connector-metadata"
_VALUE: Final = "propertyValue"


def entries(connector: Connector) -> Iterator[tuple[str, str, Pointer]]:
    """Name, value and the place of the value of every entry that has both."""
    at = connector.at / "metadata"
    yield from ((name, value, at / name / _VALUE) for name, value in (connector.metadata or {}).items())
    listed = connector.extra.get(_KEY)
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            name, value = entry.get("propertyName"), entry.get(_VALUE)
            if isinstance(name, str) and isinstance(value, str):
                yield name, value, connector.at / _KEY / index / _VALUE


def has_metadata(connector: Connector) -> bool:
    """Whether there is a list of entries at all, good or bad."""
    return connector.metadata is not None or _KEY in connector.extra


def has_misspelt_keys(connector: Connector) -> bool:
    """Whether an entry has a key that is not known, which another rule reports."""
    listed = connector.extra.get(_KEY)
    found = (entry for entry in listed if isinstance(entry, dict)) if isinstance(listed, list) else ()
    return any(not entry.keys() <= {"propertyName", _VALUE} for entry in found)


def categories(connector: Connector) -> Iterator[tuple[str, Pointer]]:
    """The categories of the connector, without blanks around them, and the place of all of them."""
    for name, value, at in entries(connector):
        if name.casefold() == "categories":
            yield from ((category.strip(), at) for category in value.split(";"))
