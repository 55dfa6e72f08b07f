"""Places inside a JSON value: read, written, removed."""

from __future__ import annotations

from typing import Any

from connectorsmith.language.policy_expression import Path
from connectorsmith.model import Json


class Missing(Exception):
    """A place is not there: null, nothing, or a value of another kind is on the way."""


def follow(value: Json, path: Path) -> Json:
    """The value at a path. Raises Missing."""
    for index, step in enumerate(path):
        if not _has(value, step):
            raise Missing(f"{shown(path[: index + 1])} is not there")
        value = value[step]
    return value


def _has(container: Json, step: str | int) -> bool:
    if isinstance(container, list):
        return isinstance(step, int) and step < len(container)
    return isinstance(container, dict) and step in container


def copied(value: Json) -> Json:
    """A value that has no object or list in common with this one."""
    if isinstance(value, dict):
        return {name: copied(inside) for name, inside in value.items()}
    return [copied(inside) for inside in value] if isinstance(value, list) else value


def shown(path: Path) -> str:
    """A path in words of the language: ``data[0].id``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "the value itself"


class Slot:
    """A place in a container, for reading and writing: an object and a name, or an array and an index."""

    def __init__(self, container: Any, key: str | int) -> None:
        self.container = container
        self.key = key

    def get(self) -> Json:
        """The value in the place. Raises Missing."""
        return follow(self.container, (self.key,))

    def set(self, value: Json) -> None:
        """Write the value; a member that is not there is added. Raises Missing."""
        is_member = isinstance(self.container, dict) and isinstance(self.key, str)
        if not is_member and not _has(self.container, self.key):
            raise Missing(f"{shown((self.key,))} cannot be written there")
        self.container[self.key] = value

    def remove(self) -> None:
        """Take the member or the element out. Raises Missing."""
        self.get()
        del self.container[self.key]

    def below(self, path: Path) -> Slot:
        """The place at a path below the value of this one; the last step may be missing. Raises Missing."""
        slot = self
        for step in path:
            slot = Slot(slot.get(), step)
        return slot


def root(value: Json) -> Slot:
    """The place of a whole body; its container is a list that holds nothing else."""
    return Slot([value], 0)
