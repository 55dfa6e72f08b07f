"""Things that a mock was given, and those that were removed, by the path of their collection and their id."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.model import Json


class Records:
    """The things of all collections; what it does not know of was there from the beginning."""

    def __init__(self) -> None:
        self._changed: dict[str, dict[str, dict[str, Json]]] = {}
        self._created: dict[str, list[str]] = {}
        self._removed: set[str] = set()
        self._cleared: set[str] = set()
        self.count = 0

    def create(self, collection: str, id_: str, values: Mapping[str, Json]) -> None:
        """Keep a new thing."""
        self.count += 1
        self._removed.discard(f"{collection}/{id_}")
        self._created.setdefault(collection, []).append(id_)
        self._changed.setdefault(collection, {})[id_] = dict(values)

    def change(self, collection: str, id_: str, values: Mapping[str, Json]) -> None:
        """Keep values of a thing beside those that are known."""
        self.count += 1
        self._changed.setdefault(collection, {}).setdefault(id_, {}).update(values)

    def remove(self, collection: str, id_: str) -> None:
        """Remove a thing."""
        self.count += 1
        self._removed.add(f"{collection}/{id_}")

    def clear(self, collection: str) -> None:
        """Remove all things of a collection."""
        self.count += 1
        self._removed.update(f"{collection}/{id_}" for id_ in self._created.pop(collection, ()))
        self._cleared.add(collection)

    def values(self, collection: str, id_: str) -> Mapping[str, Json]:
        """The stored values of a resource, in addition to generated ones."""
        return self._changed.get(collection, {}).get(id_, {})

    def created(self, collection: str) -> tuple[str, ...]:
        """The ids of the things that were created and not removed, in order."""
        known = self._created.get(collection, ())
        return tuple(id_ for id_ in known if not self.is_removed(collection, id_))

    def is_removed(self, collection: str, id_: str) -> bool:
        """Whether a thing is gone."""
        return f"{collection}/{id_}" in self._removed or (
            collection in self._cleared and id_ not in self._created.get(collection, ())
        )

    def is_cleared(self, collection: str) -> bool:
        """Whether the things that were there from the beginning are gone."""
        return collection in self._cleared

    def is_below_removed(self, path: str) -> bool:
        """Whether a path leads to a thing that is gone, or below one."""
        pieces = path.split("/")
        return bool(self._removed) and any(
            "/".join(pieces[:count]) in self._removed for count in range(2, len(pieces) + 1)
        )
