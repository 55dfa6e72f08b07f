"""Shared parameters under another name: the whole one, or one use of it, where it is a variable of a renamed path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from connectorsmith.renaming.edits import Edit, FileNode, Path, scalar, written
from connectorsmith.renaming.names import SECTIONS, Thing
from connectorsmith.renaming.schema_paths import value_at
from connectorsmith.renaming.users import key_of, listed_parameters, operations_with, sent_as


def shared_edits(found: list[FileNode], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of the key of a shared parameter and of the entries of lists that use it."""
    for node in found:
        path = node.path
        if path == ("parameters", thing.name) and node.key is not None:
            yield scalar(node.key, new)
        elif node.text == thing.name and is_listed(path):
            yield scalar(node.value, new)
        elif node.text == f"#/parameters/{thing.name}":
            yield scalar(node.value, f"#/parameters/{new}")


def is_listed(path: Path) -> bool:
    """Whether a text at a path is the name of a shared parameter in a list of parameters."""
    listed = len(path) > 3 and path[0] in (*SECTIONS, "paths") and path[2] == "parameters"
    return listed and (len(path) == 4 or (len(path) == 5 and path[4] == "use"))


def variable_edits(
    found: list[FileNode], spec: Mapping[str, Any], thing: Thing, own: set[str], new: str
) -> Iterator[Edit]:
    """The edits of shared parameters that are the renamed variable in other operations of the path.

    One that only these operations use gets the new name itself; elsewhere each use gets it.
    """
    uses = {
        place: key
        for operation, place, listed in listed_parameters(spec)
        if operation in own and sent_as(spec, listed) == (thing.name, "path")
        and (key := key_of(listed)) is not None and not (thing.owner is None and key == thing.name)
    }  # fmt: skip
    for key in dict.fromkeys(uses.values()):
        one = Thing("parameter", key)
        if not operations_with(spec, one) <= own or (_is_named(spec, key) is False and new in spec["parameters"]):
            yield from _each_use(found, spec, [place for place, used in uses.items() if used == key], new)
        elif _is_named(spec, key):
            yield from (scalar(node.value, new) for node in found if node.path == ("parameters", key, "name"))
        else:
            yield from shared_edits(found, one, new)


def _is_named(spec: Mapping[str, Any], key: str) -> bool:
    return "name" in (spec["parameters"][key] or {})


def _each_use(found: list[FileNode], spec: Mapping[str, Any], places: list[Path], new: str) -> Iterator[Edit]:
    """The edits that give entries of lists a name of their own, or take it away where it is that of the shared one."""
    at = {node.path: node for node in found}
    for place in places:
        node, listed = at.get(place), value_at(spec, place)
        if node is None:
            continue
        key = str(key_of(listed))
        flow = isinstance(node.value, yaml.MappingNode) and bool(node.value.flow_style)
        if not isinstance(listed, dict):
            entry = f"{{use: {written(key)}, name: {written(new)}}}"
            yield Edit(node.value.start_mark.index, node.value.end_mark.index, entry)
        elif flow and set(listed) == {"use", "name"} and sent_as(spec, key)[0] == new:
            yield Edit(node.value.start_mark.index, node.value.end_mark.index, written(key))
        elif "name" not in listed:
            use = at[(*place, "use")]
            assert use.key is not None
            mark = ", " if flow else "\n" + " " * use.key.start_mark.column
            yield Edit(use.value.end_mark.index, use.value.end_mark.index, f"{mark}name: {written(new)}")
