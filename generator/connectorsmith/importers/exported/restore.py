"""What every restored object has in common: the keys kept aside come back, those that export added go."""

from __future__ import annotations

from typing import Any

from connectorsmith.importers.exported.marks import ABSENT, ASIDE, INSTEAD, OWN
from connectorsmith.importers.openapi3.node import Node


def instead_of(node: Node) -> tuple[Any] | None:
    """The value that an object replaces, in a tuple; ``None`` if it replaces none."""
    return (node.value[INSTEAD],) if node.has(INSTEAD) else None


def restored(node: Node, made: dict[str, Any]) -> dict[str, Any]:
    """The object of the definition: ``made`` with extensions and with what was kept aside.

    Keys that were not read are reported: they were written into the document after it was exported.
    """
    for key in node.value:
        if isinstance(key, str) and key.startswith("x-") and key not in node.read and key not in OWN:
            made[key] = node.raw(key)
    aside, absent = node.value.get(ASIDE), node.value.get(ABSENT)
    if isinstance(aside, dict):
        made |= aside
    for key in absent if isinstance(absent, list) else ():
        made.pop(str(key), None)
    node.read.update(OWN)
    node.finish()
    return made


def copied(node: Node, made: dict[str, Any], *names: str) -> None:
    """Take keys as they are."""
    for name in names:
        if node.has(name):
            made[name] = node.raw(name)
