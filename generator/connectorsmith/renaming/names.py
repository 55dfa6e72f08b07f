"""The things that can be renamed: operations, parameters, definitions and properties, as named on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.renaming.edits import Path
from connectorsmith.renaming.schema_paths import written_properties

Kind: TypeAlias = Literal["operation", "parameter", "definition", "property"]
KINDS: Final[tuple[Kind, ...]] = ("operation", "parameter", "definition", "property")
SECTIONS: Final = ("actions", "triggers", "internal")
"""The sections of a spec that hold operations."""
_SHOWN: Final = 6
"""How many names a hint lists."""


class Thing(Struct, frozen=True):
    """A thing to rename: its kind, its name, and the operation or definition that it belongs to, if any.

    A property below the direct ones of a definition has ``inside``, the steps from its owner to it, such as ``body/``
    or ``200/items/``, and the path ``at`` which the spec has it.
    """

    kind: Kind
    name: str
    owner: str | None = None
    inside: str = ""
    at: Path = ()

    @property
    def given(self) -> str:
        """The thing as a command line names it."""
        return f"{self.owner}.{self.inside}{self.name}" if self.owner else self.name

    @property
    def place(self) -> Path:
        """The path at which a spec has the property."""
        return self.at or ("definitions", str(self.owner), "properties", self.name)

    def __str__(self) -> str:
        return f"{self.kind} {self.given}"


def find_thing(spec: Mapping[str, Any], given: str, kind: Kind | None = None) -> Thing:
    """Find a thing by its name: ``Operation``, ``Definition``, ``parameter``, or ``Owner.name`` for things inside.

    Raises UnknownNameError if nothing has the name, FileError if several things have it.
    """
    known = [thing for thing in things(spec) if kind in (None, thing.kind)]
    found = [thing for thing in known if given == thing.given]
    if not found:
        raise _unknown(known, given, kind)
    if len(found) > 1:
        kinds = " and ".join(dict.fromkeys(f"the {thing.kind}" for thing in found))
        if len({thing.kind for thing in found}) == 1:
            several = f"{len(found)} things of the kind {found[0].kind}"
            raise FileError(f"{given} is the name of {several}", "give all but one of them other names by hand first")
        raise FileError(f"{given} is {kinds}", f"choose one with --kind {found[0].kind}")
    return found[0]


def _unknown(known: Sequence[Thing], given: str, kind: Kind | None) -> Exception:
    """Why nothing has a name, with the names that may be wanted."""
    owner, _, inner = given.partition(".")
    shared = any(thing.kind == "parameter" and thing.given == inner for thing in known)
    if shared and owner in {thing.name for thing in known if thing.kind == "operation"}:
        return FileError(f"{inner} is a parameter that operations share", f"rename it for all of them: {inner}")
    inside = [thing.given for thing in known if thing.owner and thing.name == given]
    if inside:
        hint = f"write {' or '.join(inside[:_SHOWN])}"
        return FileError(f"{given} is the name of something inside an operation or a definition", hint)
    near = [thing.given for thing in known if thing.owner == (owner if inner else None)]
    return UnknownNameError(kind or "name", given, tuple(near or (thing.given for thing in known if not thing.owner)))


def things(spec: Mapping[str, Any]) -> Iterator[Thing]:
    """Everything in a spec that can be renamed."""
    for section in SECTIONS:
        for key, entry in _items(spec.get(section)):
            yield Thing("operation", operation_id(key, entry))
            yield from _inside_operation(spec, (section, key), entry)
    for key, _ in _items(spec.get("parameters")):
        yield Thing("parameter", key)
    for key, _ in _items(spec.get("definitions")):
        yield Thing("definition", key)
        yield from _properties(spec, ("definitions", key), key)


def _inside_operation(spec: Mapping[str, Any], path: Path, entry: Any) -> Iterator[Thing]:
    """The parameters that an operation or its path has for itself, and the properties that are written in it."""
    owner = operation_id(str(path[1]), entry)
    call = str(entry.get("call", "")).partition(" ")[2] if isinstance(entry, dict) else ""
    for parameter in (*_list(entry, "parameters"), *_list((spec.get("paths") or {}).get(call), "parameters")):
        if isinstance(parameter, dict) and isinstance(parameter.get("name"), str) and parameter.get("in") != "body":
            yield Thing("parameter", parameter["name"], owner)
    for word in ("body", "notification"):
        yield from _properties(spec, (*path, word), owner, f"{word}/")
    responses = entry.get("responses") if isinstance(entry, dict) else None
    for code in responses if isinstance(responses, dict) else ():
        yield from _properties(spec, (*path, "responses", str(code)), owner, f"{code}/")


def _properties(spec: Mapping[str, Any], start: Path, owner: str, first: str = "") -> Iterator[Thing]:
    """The properties written at a path, those inside of others too."""
    for path, names in written_properties(spec, start):
        direct = path == ("definitions", owner, "properties", names[-1])
        inside = "".join((first, *(f"{name}/" for name in names[:-1])))
        yield Thing("property", names[-1], owner) if direct else Thing("property", names[-1], owner, inside, path)


def operation_id(key: str, entry: Any) -> str:
    """The id of an operation: its key, unless the entry says another one."""
    written = entry.get("operationId") if isinstance(entry, dict) else None
    return written if isinstance(written, str) else key


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(key), item) for key, item in value.items())


def _list(entry: Any, key: str) -> list[Any]:
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, list) else []
