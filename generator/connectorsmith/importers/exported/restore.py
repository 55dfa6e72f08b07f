"""Shared by all restored objects: keys kept aside come back, keys that export added are removed."""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.importers.exported.marks import ABSENT, ASIDE, INSTEAD, OWN
from connectorsmith.importers.openapi3.node import Node

_EMPTY: Final = ("description", "items", "name", "paths", "scopes", "title", "version")
"""Keys to which export gives an empty value where OpenAPI 3.0 requires them; import gives a name to bodies only."""


def instead_of(node: Node, otherwise: dict[str, Any]) -> tuple[Any] | None:
    """The value that an object replaces, in a tuple; ``otherwise`` for a value that is not an object, reported.

    ``None`` for an object that replaces nothing.
    """
    if node.has(INSTEAD):
        return (node.value[INSTEAD],)
    if node.is_object:
        return None
    node.lose("wrong-type")
    return (otherwise,)


def restored(node: Node, made: dict[str, Any]) -> dict[str, Any]:
    """The object of the definition: ``made`` with extensions and with what was kept aside.

    Keys that were not read are reported: they were written into the document after it was exported.
    """
    for key in node.value:
        if isinstance(key, str) and key.startswith("x-") and key not in node.read and key not in OWN:
            made[key] = node.raw(key)
    aside, absent = node.value.get(ASIDE), node.value.get(ABSENT)
    written = {key for key in _EMPTY if made.get(key)}  # since the export
    if isinstance(aside, dict):
        made |= {key: value for key, value in aside.items() if key == "name" or key not in written}
    for key in map(str, absent if isinstance(absent, list) else ()):
        if key not in written:
            made.pop(key, None)
    node.read.update(OWN)
    node.finish()
    return made


def copied(node: Node, made: dict[str, Any], *names: str) -> None:
    """Take keys as they are."""
    for name in names:
        if node.has(name):
            made[name] = node.raw(name)


def entries(node: Node | None) -> list[tuple[str, Node]]:
    """The members of an object that are objects themselves; others are reported."""
    found = [*node.members()] if node is not None else []
    for _, one in found:
        if not one.is_object:
            one.lose("wrong-type")
    return [(name, one) for name, one in found if one.is_object]
