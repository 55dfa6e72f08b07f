"""The places of a spec that name what is renamed, in the text of one of its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.edits import Edit, FileNode, inside, nodes, scalar
from connectorsmith.renaming.lookups import answer_paths, calls_to, is_argument, is_given
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.recipes import inner_path, parameter_in_recipe, property_edits, removers
from connectorsmith.renaming.users import operations_with, sending, users_of_definition

_TYPES: Final = frozenset({"type", "items", "schema", "additionalProperties", "body", "notification"})
"""Keys whose value may be the name of a definition."""
_BY_NAME: Final = frozenset({"properties", "responses", "headers", "definitions", "shared", "errors", "schemas"})
"""Keys of mappings whose values may be names of definitions."""
_CALLED: Final = ("headers", "header", "queryParameters", "pathParameters")
"""Functions of expressions whose argument is the name of a parameter."""


def spec_edits(text: str, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of one file of a spec; ``spec`` is the value of all files together."""
    find = {"operation": _operation, "definition": _definition, "parameter": _parameter, "property": _property}
    made: Callable[[str, list[FileNode], Mapping[str, Any], Thing, str], Iterator[Edit]] = find[thing.kind]
    yield from made(text, nodes(text), spec, thing, new)


def _operation(_: str, found: list[FileNode], spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    keys = {key for section in SECTIONS for key, entry in (spec.get(section) or {}).items()
            if operation_id(key, entry) == thing.name}  # fmt: skip
    for node in found:
        path = node.path
        if len(path) == 2 and path[0] in SECTIONS and path[1] in keys and path[1] == thing.name and node.key:
            yield scalar(node.key, new)
        elif node.text == thing.name and _names_operation(path):
            yield scalar(node.value, new)


def _names_operation(path: tuple[str | int, ...]) -> bool:
    if path[0] == "scriptOperations" or (path[0] == "policies" and "operations" in path):
        return True
    return path[-1] in ("operationId", "unsubscribe") or (
        path[-1] == "operation" and len(path) > 1 and path[-2] in ("options", "fields")
    )


def _definition(text: str, found: list[FileNode], _: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    reference = f"#/definitions/{thing.name}"
    for node in found:
        path = node.path
        if path == ("definitions", thing.name) and node.key:
            yield scalar(node.key, new)
        if node.text == reference:
            yield scalar(node.value, f"#/definitions/{new}")
        elif node.text in (thing.name, f"{ARRAY_OF}{thing.name}") and _names_definition(path):
            yield from inside(text, node.value, thing.name, new)


def _names_definition(path: tuple[str | int, ...]) -> bool:
    above = path[-2] if len(path) > 1 else None
    if above == "properties" and path[0] != "policies":
        return True
    return path[-1] in _TYPES or above in _BY_NAME or above == "allOf"


def _parameter(text: str, found: list[FileNode], spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    own = operations_with(spec, thing)
    wire = thing.owner is not None or "name" not in (spec["parameters"][thing.name] or {})
    if thing.owner is None:
        yield from _shared(found, thing, new)
    if not wire:
        return
    removing = removers(spec, own)
    for node in found:
        path = node.path
        operation = _operation_of(path, spec)
        yield from parameter_in_recipe(node, spec, thing, own, new)
        if operation in own:
            yield from _in_operation(text, node, thing, new)
        in_location = inner_path(path)[:2] == ("location", "query") and path[-1] == thing.name
        if in_location and operation in removing and node.key:
            yield scalar(node.key, new)
        if (path[0] == "policies" and _concerns(path, spec, own)) or path[0] == "recipes":
            yield from _arguments(text, node, thing.name, new)
        if len(path) == 2 and path[0] == "paths" and node.key and path[1] in _paths(spec, own):
            yield from inside(text, node.key, f"{{{thing.name}}}", f"{{{new}}}")
        if is_given(path) and node.text == thing.name and _given_by(spec, path, thing) <= own:
            yield scalar(node.value, new)
        argument = len(path) > 3 and is_argument(path) and path[-1] == thing.name
        if argument and node.key and calls_to(spec, path[:-2]) in own:
            yield scalar(node.key, new)


def _given_by(spec: Mapping[str, Any], path: tuple[str | int, ...], thing: Thing) -> set[str]:
    """The operations whose parameter a lookup outside of operations is given; none where it is that of any of them."""
    if path[0] == "parameters":
        return operations_with(spec, Thing("parameter", str(path[1])))
    if path[0] == "definitions":
        return users_of_definition(spec, str(path[1])) & sending(spec, thing.name)
    return set() if path[0] == "shared" and thing.owner is None else {""}


def _paths(spec: Mapping[str, Any], own: set[str]) -> set[str]:
    """The paths of operations, as the section ``paths`` has them for what belongs to a path alone."""
    return {
        str(entry.get("call", "")).partition(" ")[2]
        for section in SECTIONS
        for key, entry in (spec.get(section) or {}).items()
        if operation_id(key, entry) in own
    }


def _shared(found: list[FileNode], thing: Thing, new: str) -> Iterator[Edit]:
    for node in found:
        path = node.path
        if path == ("parameters", thing.name) and node.key:
            yield scalar(node.key, new)
        listed = len(path) == 4 and path[0] in SECTIONS and path[2] == "parameters"
        used = len(path) == 5 and path[0] in SECTIONS and path[2] == "parameters" and path[4] == "use"
        if node.text == thing.name and (listed or used):
            yield scalar(node.value, new)


def _in_operation(text: str, node: FileNode, thing: Thing, new: str) -> Iterator[Edit]:
    """The places inside an operation that name one of its parameters."""
    path = node.path
    if len(path) == 5 and path[2] == "parameters" and path[4] == "name" and node.text == thing.name:
        yield scalar(node.value, new)
    elif len(path) == 3 and path[2] == "call":
        yield from inside(text, node.value, f"{{{thing.name}}}", f"{{{new}}}")
    elif len(path) > 3 and is_given(path) and node.text == thing.name:
        yield scalar(node.value, new)
    elif len(path) > 2 and path[2] == "script":
        yield from _arguments(text, node, thing.name, new)
        if path[-1] == "call":
            yield from inside(text, node.value, f"{{{thing.name}}}", f"{{{new}}}")


def _arguments(text: str, node: FileNode, old: str, new: str) -> Iterator[Edit]:
    """The arguments of expressions such as ``@headers('x')`` in a scalar; YAML may double or escape the quotes."""
    if node.text is None or "@" not in node.text:
        return
    start, end = node.value.start_mark.index, node.value.end_mark.index
    functions = "|".join(_CALLED)
    pattern = re.compile(rf"@(?:{functions})\(\s*(?:''|'|\\\"|\")({re.escape(old)})(?:''|'|\\\"|\")", re.IGNORECASE)
    for match in pattern.finditer(text, start, end):
        yield Edit(match.start(1), match.end(1), new)


def _operation_of(path: tuple[str | int, ...], spec: Mapping[str, Any]) -> str | None:
    if len(path) < 2 or path[0] not in SECTIONS:
        return None
    return operation_id(str(path[1]), (spec.get(path[0]) or {}).get(path[1]))


def _concerns(path: tuple[str | int, ...], spec: Mapping[str, Any], own: set[str]) -> bool:
    """Whether a policy runs for these operations alone, or for all, so that its expressions mean their parameters."""
    if len(path) < 2 or not isinstance(path[1], int):
        return False
    listed = spec["policies"][path[1]].get("operations")
    return not isinstance(listed, list) or {*listed} <= own


def _property(text: str, found: list[FileNode], spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    home = ("definitions", str(thing.owner))
    paths = answer_paths(spec, thing)
    for node in found:
        path = node.path
        if path == (*home, "properties", thing.name) and node.key:
            yield scalar(node.key, new)
        elif path[:3] == (*home, "required") and node.text == thing.name and len(path) == 4:
            yield scalar(node.value, new)
        elif path in paths and node.text is not None:
            yield scalar(node.value, paths[path](new))
        else:
            yield from property_edits(text, node, spec, thing, new)
