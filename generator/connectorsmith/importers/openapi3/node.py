"""A place in the source document: every key that is read is marked, so that what is never read can be reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys, Losses, pointer_of

_LONGEST_SHOWN = 60


class Node(Struct):
    """An object, list or scalar of the source with its place, and the keys of it that were read."""

    value: Any
    keys: Keys
    losses: Losses
    file: str = ""
    follow: Callable[[Node, str], Node | None] | None = None
    """The target of a reference, see ``Source.follow``."""
    read: set[str] = field(default_factory=set)

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer, RFC 6901."""
        return pointer_of(self.keys)

    @property
    def is_object(self) -> bool:
        """Whether the value is an object."""
        return isinstance(self.value, dict)

    def has(self, key: str) -> bool:
        """Whether the object has a key; does not mark it as read."""
        return isinstance(self.value, dict) and key in self.value

    def written(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of many keys that the object has; does not mark them as read."""
        return keys.intersection(self.value) if isinstance(self.value, dict) else frozenset()

    def at(self, key: str | int) -> Node:
        """The value of a key or an item, whatever it is; marks it as read. Raises KeyError or IndexError."""
        if isinstance(key, str):
            self.read.add(key)
        return Node(self.value[key], (*self.keys, key), self.losses, self.file, self.follow)

    def object(self, key: str) -> Node | None:
        """The object at a key; ``None`` if there is none. Another kind of value is reported."""
        return self._of(key, dict, "an object")

    def map(self, key: str) -> Node | None:
        """The object of named members at a key, where a reference may lead to the whole object."""
        return self._whole(self.object(key), key)

    def array(self, key: str) -> list[Node]:
        """The items of the list at a key, where a reference may lead to the whole list, or nothing without a list."""
        if self.is_object and _is_reference(self.value.get(key)):
            target = self._whole(self.at(key), key)
            found = self._of(key, list, "a list", target) if target is not None else None
        else:
            found = self._of(key, list, "a list")
        return [found.at(index) for index in range(len(found.value))] if found else []

    def members(self) -> Iterator[tuple[str, Node]]:
        """The members of an object, by name."""
        for key in self.value if self.is_object else ():
            yield str(key), Node(self.value[key], (*self.keys, key), self.losses, self.file, self.follow)

    def text(self, key: str) -> str | None:
        """The text at a key."""
        found = self._of(key, str, "a text")
        return None if found is None else str(found.value)

    def flag(self, key: str, default: bool = False) -> bool:
        """The truth value at a key."""
        found = self._of(key, bool, "true or false")
        return default if found is None else bool(found.value)

    def raw(self, key: str) -> Any:
        """The value of a key as it is, ``None`` if it is missing; marks it as read."""
        self.read.add(key)
        return self.value.get(key) if self.is_object else None

    def lose(
        self, name: str, key: str | int | None = None, found: str | None = None, became: str | None = None
    ) -> None:
        """Report a loss here, or at a key of this object."""
        if isinstance(key, str):
            self.read.add(key)
        keys = self.keys if key is None else (*self.keys, key)
        if found is None:
            value = self.value if key is None else self.value.get(key) if self.is_object else None
            found = shown(value) if key is None else f"{key}: {shown(value)}"
        self.losses.add(name, keys, found, became, self.file)

    def finish(self) -> None:
        """Report every key that was never read."""
        for key in self.value if self.is_object else ():
            if key not in self.read:
                extension = isinstance(key, str) and key.startswith("x-")
                self.lose("extension-dropped" if extension else "key-dropped", key)

    def kept_extensions(self) -> dict[str, Any]:
        """The extensions of Power Platform, which are kept as they are."""
        members = self.value.items() if self.is_object else ()
        found = {key: value for key, value in members if isinstance(key, str) and key.startswith("x-ms-")}
        self.read.update(found)
        return found

    def _whole(self, found: Node | None, key: str) -> Node | None:
        """The target of a reference in the place of a whole object or list; other nodes unchanged."""
        if found is None or self.follow is None or not _is_reference(found.value):
            return found
        for other in found.value:
            if other != "$ref":
                found.lose("key-dropped", other)
        return self.follow(found, key)

    def _of(self, key: str, kind: type, name: str, target: Node | None = None) -> Node | None:
        if not self.has(key):
            return None
        found = target or self.at(key)
        if isinstance(found.value, kind):
            return found
        self.lose("wrong-type", key, f"{shown(found.value)}, where {name} is expected")
        return None


def _is_reference(value: Any) -> bool:
    """Whether a value is a reference; a member with the name ``$ref`` is an object."""
    return isinstance(value, dict) and isinstance(value.get("$ref"), str)


def shown(value: Any) -> str:
    """A value in a few words."""
    if isinstance(value, dict):
        return f"an object with {', '.join(map(str, list(value)[:3]))}" if value else "an empty object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
