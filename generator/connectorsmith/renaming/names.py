"""What is to be renamed: an operation, a parameter, a definition or a property, as it is named on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

from connectorsmith.errors import FileError, UnknownNameError

Kind: TypeAlias = Literal["operation", "parameter", "definition", "property"]
KINDS: Final[tuple[Kind, ...]] = ("operation", "parameter", "definition", "property")
SECTIONS: Final = ("actions", "triggers", "internal")
"""The sections of a spec that hold operations."""
_SHOWN: Final = 6
"""How many names a hint lists."""
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][\w.$-]{0,199}")


class Thing(Struct, frozen=True):
    """What is renamed: its kind, its name, and the operation or definition that it belongs to, if any."""

    kind: Kind
    name: str
    owner: str | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.owner}.{self.name}" if self.owner else f"{self.kind} {self.name}"


def find_thing(spec: Mapping[str, Any], given: str, kind: Kind | None = None) -> Thing:
    """What a name means in a spec: ``Operation``, ``Definition``, ``parameter``, or ``Owner.name`` for what is inside.

    Raises UnknownNameError if nothing has the name, FileError if several things have it.
    """
    known = [thing for thing in things(spec) if kind in (None, thing.kind)]
    found = [thing for thing in known if given == (f"{thing.owner}.{thing.name}" if thing.owner else thing.name)]
    if not found:
        owner, _, inner = given.rpartition(".")
        if Thing("parameter", inner) in known and owner in {thing.name for thing in known if thing.kind == "operation"}:
            raise FileError(f"{inner} is a parameter that operations share", f"rename it for all of them: {inner}")
        inside = [_given(thing) for thing in known if thing.owner and thing.name == given]
        if inside:
            hint = f"write {' or '.join(inside[:_SHOWN])}"
            raise FileError(f"{given} is the name of something inside an operation or a definition", hint)
        near = [thing for thing in known if thing.owner == (owner or None)]
        raise UnknownNameError(
            kind or "name", given, tuple(_given(thing) for thing in near or known if near or not thing.owner)
        )
    if len(found) > 1:
        kinds = " and ".join(f"the {thing.kind}" for thing in found)
        raise FileError(f"{given} is {kinds}", f"choose one with --kind {found[0].kind}")
    return found[0]


def check_new(spec: Mapping[str, Any], thing: Thing, new: str) -> None:
    """Raise FileError if a new name cannot be written, is the old one, or is taken."""
    if not _IDENTIFIER.fullmatch(new):
        raise FileError(f"{new!r} cannot be a name here", "begin with a letter; use letters, digits, _, - and .")
    if new == thing.name:
        raise FileError(f"the {thing} has this name already", "write another one")
    if Thing(thing.kind, new, thing.owner) in things(spec):
        raise FileError(f"{new} is the name of another {thing.kind} already", "choose another name")


def things(spec: Mapping[str, Any]) -> Iterator[Thing]:
    """Everything in a spec that can be renamed."""
    for section in SECTIONS:
        for key, entry in _items(spec.get(section)):
            yield Thing("operation", operation_id(key, entry))
            for parameter in _list(entry, "parameters"):
                if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                    yield Thing("parameter", parameter["name"], operation_id(key, entry))
    for key, _ in _items(spec.get("parameters")):
        yield Thing("parameter", key)
    for key, definition in _items(spec.get("definitions")):
        yield Thing("definition", key)
        if isinstance(definition, dict):
            yield from (Thing("property", name, key) for name, _ in _items(definition.get("properties")))


def operation_id(key: str, entry: Any) -> str:
    """The id of an operation: its key, unless the entry says another one."""
    written = entry.get("operationId") if isinstance(entry, dict) else None
    return written if isinstance(written, str) else key


def _given(thing: Thing) -> str:
    return f"{thing.owner}.{thing.name}" if thing.owner else thing.name


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(key), item) for key, item in value.items())


def _list(entry: Any, key: str) -> list[Any]:
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, list) else []
