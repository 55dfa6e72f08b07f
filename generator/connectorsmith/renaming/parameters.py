"""The places of a spec that name a parameter, in the text of one of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.renaming.edits import Edit, FileNode, Path, inside, scalar
from connectorsmith.renaming.lookups import callers_at, calls_to, is_argument, is_given
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.path_variables import shared_edits, variable_edits
from connectorsmith.renaming.recipes import inner_path, parameter_in_recipe, removers
from connectorsmith.renaming.schema_paths import value_at
from connectorsmith.renaming.users import (
    is_of_path,
    operations,
    operations_with,
    path_of,
    places_of,
    sending,
    sent_as,
    users_of_recipe,
)

_FUNCTIONS: Final = {"header": "headers?", "query": "queryParameters", "path": "pathParameters"}
"""Functions of expressions whose argument is the name of a parameter, by the place at which it is sent."""
_ROUTED: Final = ("newPath", "parameterValueUrl")
"""Keys of policies whose value is a path with variables."""


def parameter_edits(
    text: str, found: list[FileNode], spec: Mapping[str, Any], thing: Thing, new: str
) -> Iterator[Edit]:
    """The edits of one file for a new name of a parameter."""
    if thing.owner is None:
        yield from shared_edits(found, thing, new)
        if "name" in (spec["parameters"][thing.name] or {}):
            return
    own, places = operations_with(spec, thing), places_of(spec, thing)
    removing = removers(spec, own)
    paths = {path_of(entry) for operation, entry in operations(spec) if operation in own}
    yield from variable_edits(found, spec, thing, own, new)
    for node in found:
        path = node.path
        operation = _operation_of(path, spec)
        yield from parameter_in_recipe(node, spec, thing, own, new)
        if operation in own:
            yield from _in_operation(text, node, spec, thing, places, new)
        in_location = inner_path(path)[:2] == ("location", "query") and path[-1] == thing.name
        if in_location and operation in removing and node.key:
            yield scalar(node.key, new)
        if path[0] in ("policies", "recipes"):
            yield from _in_policy(text, node, spec, thing, (own, places), new)
        if path[0] == "paths" and path[1:2] and path[1] in paths:
            yield from _at_path(text, node, spec, thing, places, new)
        if is_given(path) and node.text == thing.name:
            callers = callers_at(spec, path) & sending(spec, thing.name)
            if callers and callers <= own:
                yield scalar(node.value, new)
        argument = len(path) > 3 and is_argument(path) and path[-1] == thing.name
        if argument and node.key and calls_to(spec, path[:-2]) in own:
            yield scalar(node.key, new)


def _operation_of(path: Path, spec: Mapping[str, Any]) -> str | None:
    if len(path) < 2 or path[0] not in SECTIONS:
        return None
    return operation_id(str(path[1]), (spec.get(path[0]) or {}).get(path[1]))


def _in_operation(
    text: str, node: FileNode, spec: Mapping[str, Any], thing: Thing, places: set[str], new: str
) -> Iterator[Edit]:
    """The places inside an operation that name one of its parameters."""
    path = node.path
    if len(path) == 5 and path[2] == "parameters" and path[4] == "name" and node.text == thing.name:
        if sent_as(spec, value_at(spec, path[:4]))[1] in places:
            yield scalar(node.value, new)
    elif len(path) == 3 and path[2] == "call" and "path" in places:
        yield from inside(text, node.value, f"{{{thing.name}}}", f"{{{new}}}")
    elif len(path) > 2 and path[2] == "script":
        yield from _arguments(text, node, thing.name, places, new)
        if path[-1] == "call" and "path" in places:
            yield from inside(text, node.value, f"{{{thing.name}}}", f"{{{new}}}")


def _at_path(
    text: str, node: FileNode, spec: Mapping[str, Any], thing: Thing, places: set[str], new: str
) -> Iterator[Edit]:
    """The places at a path that name one of its parameters: its key, if it is a variable, and its own list."""
    path = node.path
    if len(path) == 2 and node.key is not None and "path" in places:
        yield from inside(text, node.key, f"{{{thing.name}}}", f"{{{new}}}")
    elif len(path) == 5 and path[2] == "parameters" and path[4] == "name" and node.text == thing.name:
        place = sent_as(spec, value_at(spec, path[:4]))[1]
        if place in places and (place == "path" or is_of_path(spec, thing)):
            yield scalar(node.value, new)


def _in_policy(
    text: str,
    node: FileNode,
    spec: Mapping[str, Any],
    thing: Thing,
    whose: tuple[set[str], set[str]],
    new: str,
) -> Iterator[Edit]:
    """The names in a policy or a shared recipe, if all its operations with such a parameter mean this one."""
    own, places = whose
    path = node.path
    named = thing.name.casefold() in (node.text or "").casefold() or path[-1] == thing.name
    if len(path) < 2 or not named:
        return
    policy = value_at(spec, path[:2]) if path[0] == "policies" else {}
    reached = users_of_recipe(spec, str(path[1])) if path[0] == "recipes" else policy.get("operations")
    users = {place: sending(spec, thing.name, {place}) for place in places}
    if reached is not None:
        users = {place: found & {*reached} for place, found in users.items()}
    meant = {place for place, found in users.items() if found and found <= own}
    if policy.get("section") in ("Response", "Failure"):
        meant.discard("header")  # @headers() reads the headers of the answer there
    yield from _arguments(text, node, thing.name, meant, new)
    if "path" in meant and (path[-1] in _ROUTED or path[-1] == "call"):
        yield from inside(text, node.value, f"{{{thing.name}}}", f"{{{new}}}")
    if "query" in meant and path[2:] == ("triggerConfig", thing.name) and node.key is not None:
        yield scalar(node.key, new)


def _arguments(text: str, node: FileNode, old: str, places: set[str], new: str) -> Iterator[Edit]:
    """The arguments of expressions such as ``@headers('x')`` in a scalar; YAML may double or escape the quotes."""
    functions = "|".join(_FUNCTIONS[place] for place in sorted(places) if place in _FUNCTIONS)
    if node.text is None or "@" not in node.text or not functions:
        return
    start, end = node.value.start_mark.index, node.value.end_mark.index
    quote = r"(?:''|'|\\\"|\")"
    pattern = re.compile(rf"@(?:\{{\s*@?)?(?:{functions})\(\s*{quote}({re.escape(old)}){quote}", re.IGNORECASE)
    for match in pattern.finditer(text, start, end):
        yield Edit(match.start(1), match.end(1), new)
