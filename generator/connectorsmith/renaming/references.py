"""The places of a spec that name what is renamed, in the text of one of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from connectorsmith.language.policy_templates import Catalogue, catalogue
from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.edits import Edit, FileNode, Path, inside, nodes, scalar
from connectorsmith.renaming.lookups import answer_paths, given_edits
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.parameters import parameter_edits
from connectorsmith.renaming.policies import policy_edits
from connectorsmith.renaming.recipes import inner_path, property_edits

_REFERENCE: Final = "#/definitions/"
_TYPES: Final = frozenset({"type", "items", "schema", "additionalProperties", "body", "notification"})
"""Keys whose value may be the name of a definition."""
_BY_NAME: Final = frozenset({"properties", "responses", "headers", "definitions", "shared", "errors", "schemas"})
"""Keys of mappings whose values may be names of definitions."""
_TYPED: Final = frozenset({*SECTIONS, "parameters", "paths", "responses", "errors", "shared", "recipes", "definitions"})
"""Sections of a spec that hold types."""
_UNTYPED: Final = ("x-", "dynamic-", "options", "fields", "raw", "lint")
"""How keys begin whose values hold no types."""


def spec_edits(
    text: str, spec: Mapping[str, Any], thing: Thing, new: str, templates: Catalogue | None = None
) -> Iterator[Edit]:
    """The edits of one file of a spec; ``spec`` is the value of all files together."""
    found = nodes(text)
    if thing.kind == "operation":
        yield from _operation(found, spec, thing, new)
    elif thing.kind == "definition":
        yield from _definition(text, found, thing, new)
    elif thing.kind == "parameter":
        yield from parameter_edits(text, found, spec, thing, new)
    else:
        yield from _property(text, found, spec, templates or catalogue(), thing, new)


def _operation(found: list[FileNode], spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    keys = {key for section in SECTIONS for key, entry in (spec.get(section) or {}).items()
            if operation_id(key, entry) == thing.name}  # fmt: skip
    for node in found:
        path = node.path
        if len(path) == 2 and path[0] in SECTIONS and path[1] in keys and path[1] == thing.name and node.key:
            yield scalar(node.key, new)
        elif node.text == thing.name and _names_operation(path):
            yield scalar(node.value, new)


def _names_operation(path: Path) -> bool:
    if path[0] == "scriptOperations" or (path[0] == "policies" and path[2:3] == ("operations",)):
        return True
    above = path[-2] if len(path) > 1 else None
    if path[-1] in ("operationId", "unsubscribe"):
        return above != "properties"
    return path[-1] == "operation" and above in ("options", "fields")


def _definition(text: str, found: list[FileNode], thing: Thing, new: str) -> Iterator[Edit]:
    for node in found:
        path = node.path
        if path == ("definitions", thing.name) and node.key:
            yield scalar(node.key, new)
        if node.text is not None and node.text.startswith(_REFERENCE):
            name = node.text.removeprefix(_REFERENCE).replace("~1", "/").replace("~0", "~")
            if name == thing.name:
                yield scalar(node.value, f"{_REFERENCE}{new}")
        elif node.text is not None and _names_definition(path):
            outer, _, name = node.text.rpartition(ARRAY_OF)
            if name == thing.name and not outer.replace(ARRAY_OF, ""):
                yield from inside(text, node.value, thing.name, new)


def _names_definition(path: Path) -> bool:
    """Whether the text at a path is a type, and no value of a recipe, of an extension or of a lookup."""
    if path[0] not in _TYPED or (inner_path(path) and inner_path(path)[:2] != ("schema", "schemas")):
        return False
    for before, step in pairwise(("", *path)):
        if before != "properties" and isinstance(step, str) and step.startswith(_UNTYPED):
            return False
    above = path[-2] if len(path) > 1 else None
    return path[-1] in _TYPES or above in _BY_NAME or above == "allOf"


def _property(
    text: str, found: list[FileNode], spec: Mapping[str, Any], templates: Catalogue, thing: Thing, new: str
) -> Iterator[Edit]:
    home = thing.place[:-2]
    paths = answer_paths(spec, thing)
    for node in found:
        path = node.path
        if path == thing.place and node.key:
            yield scalar(node.key, new)
        elif node.text == thing.name and (path[:-1] == (*home, "required") or path == (*home, "discriminator")):
            yield scalar(node.value, new)
        elif path in paths and node.text is not None:
            yield scalar(node.value, paths[path](new))
        elif path[0] == "policies":
            yield from policy_edits(node, spec, templates, thing, new)
        else:
            yield from given_edits(node, spec, thing, new)
            yield from property_edits(text, node, spec, thing, new)
