"""A correction that cannot be wrong: one change of one key of a spec, offered by a rule beside its finding."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from connectorsmith.diagnostics.place import Pointer


class Fix(Struct, frozen=True, gc=False):
    """One change at a place of a spec; where the place is not written, or not as expected, it does nothing.

    ``set`` gives a key the value, ``rename`` calls a key by the value, ``remove`` takes a key away, and ``drop`` takes
    the value out of a list, and the list away if it was the last. ``at`` ends in the key, for ``drop`` in the list's.
    """

    action: Literal["set", "rename", "remove", "drop"]
    at: Pointer
    value: Any = None

    @classmethod
    def set(cls, at: Pointer, value: Any) -> Fix:
        """Write a key with this value, whether or not it is there."""
        return cls("set", at, value)

    @classmethod
    def name(cls, at: Pointer, name: str) -> Fix:
        """Give a key another name, in its old position."""
        return cls("rename", at, name)

    @classmethod
    def remove(cls, at: Pointer) -> Fix:
        """Take a key and its value away."""
        return cls("remove", at)

    @classmethod
    def drop(cls, at: Pointer, value: Any) -> Fix:
        """Take a value out of a list, such as a word out of ``absent``."""
        return cls("drop", at, value)

    def __str__(self) -> str:
        key = str(self.at.key)
        if self.action == "set":
            return f"set {key}"
        if self.action == "rename":
            return f"renamed {key} to {self.value}"
        return f"removed {key}" if self.action == "remove" else f"removed {self.value} from {key}"
