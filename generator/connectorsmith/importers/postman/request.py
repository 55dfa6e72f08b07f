"""A request of a collection, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.postman.address import Address


class PostmanRequest(Struct, frozen=True):
    """A request of the collection: its item, place, folder, and where it goes."""

    item: Mapping[str, Any]
    keys: Keys
    folder: str
    method: str
    address: Address

    @property
    def request(self) -> Mapping[str, Any]:
        """The request of an item, which may have an address alone."""
        found = self.item["request"]
        return found if isinstance(found, dict) else {"url": found}
