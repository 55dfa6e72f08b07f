"""Operations on a resource: which of them list, create, read, change and remove the same things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import Connector, Operation

Role: TypeAlias = Literal["list", "create", "clear", "read", "change", "remove"]

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")
_WORDS: Final[dict[str, tuple[Role, Role]]] = {
    "create": ("create", "create"), "add": ("create", "create"), "new": ("create", "create"),
    "list": ("list", "list"), "all": ("list", "list"), "update": ("change", "change"), "edit": ("change", "change"),
    "delete": ("clear", "remove"), "remove": ("clear", "remove"),
}  # fmt: skip
"""Verbs at the end of a path: those that apply to a collection, and those that apply to one thing."""
_OF_COLLECTION: Final[dict[str, Role]] = {"get": "list", "post": "create", "delete": "clear"}
_OF_ITEM: Final[dict[str, Role]] = {
    "get": "read", "put": "change", "patch": "change", "post": "change", "delete": "remove"
}  # fmt: skip


class ResourceRole(Struct, frozen=True):
    """The action of an operation: ``collection`` is the path of the things, ``variable`` the id's name in the path."""

    role: Role
    collection: str
    variable: str | None = None

    def place(self, variables: Mapping[str, str]) -> str:
        """The path of the collection with the values of a call."""
        return with_variables(self.collection, variables)

    def id(self, variables: Mapping[str, str]) -> str:
        """The id of the thing that a call is about."""
        return unquote(variables.get(self.variable or "", ""))


def with_variables(path: str, variables: Mapping[str, str]) -> str:
    """A path with the values of a call, encoded as they were sent."""
    return _VARIABLE.sub(lambda found: variables.get(found[1], ""), path)


@memoized
def parts(connector: Connector) -> dict[tuple[str, str], ResourceRole]:
    """The actions of operations, by method and path; those that do not belong to a resource are left out.

    A collection is one if its things can be addressed, or if there is an operation that lists what another one creates.
    """
    found = {(one.method, one.path): part for one in connector.operations if (part := _part(one)) is not None}
    with_items = {_folded(part.collection) for part in found.values() if part.variable is not None}
    roles: dict[str, set[Role]] = {}
    for part in found.values():
        roles.setdefault(_folded(part.collection), set()).add(part.role)
    kept = with_items | {path for path, known in roles.items() if known >= {"list", "create"}}
    return {place: part for place, part in found.items() if _folded(part.collection) in kept}


def _part(operation: Operation) -> ResourceRole | None:
    segments = operation.path.partition("?")[0].rstrip("/").split("/")
    method = operation.method.lower()
    word = _WORDS.get(segments[-1].lower()) if method != "get" or segments[-1].lower() in ("list", "all") else None
    if word is not None:
        segments = segments[:-1]
    if len(segments) < 2:
        return None
    names = _VARIABLE.findall(segments[-1])
    if len(names) > 1:
        return None
    if names:
        role = word[1] if word else _OF_ITEM.get(method)
        return ResourceRole(role, "/".join(segments[:-1]), names[0]) if role and role in _OF_ITEM.values() else None
    role = word[0] if word else _OF_COLLECTION.get(method)
    return ResourceRole(role, "/".join(segments)) if role and role in _OF_COLLECTION.values() else None


def _folded(path: str) -> str:
    """A path without the names of its variables: the same things may be found under several of them."""
    return _VARIABLE.sub("{}", path).lower()
