"""The places in cases of a connector, and in its custom code, that name what is renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from connectorsmith.renaming.edits import Edit, FileNode, inside, nodes, scalar
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.recipes import removers, script_of, steps_after_recipes
from connectorsmith.renaming.users import answer_of, body_of, hits_in, holder_of, operations_with, running


def case_edits(text: str, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of a file of cases: names of operations, keys of inputs, and what the API is asked."""
    found = nodes(text)
    called = {node.path[0]: node.text for node in found if len(node.path) == 2 and node.path[1] == "operation"}
    if thing.kind == "property":
        yield from _property_edits(found, called, spec, thing, new)
    elif thing.kind == "parameter":
        yield from _parameter_edits(text, found, called, spec, thing, new)
    elif thing.kind == "operation":
        named = (node for node in found if len(node.path) == 2 and node.path[1] == "operation")
        yield from (scalar(node.value, new) for node in named if node.text == thing.name)


def _parameter_edits(
    text: str,
    found: list[FileNode],
    called: Mapping[str | int, str | None],
    spec: Mapping[str, Any],
    thing: Thing,
    new: str,
) -> Iterator[Edit]:
    """The keys of inputs, and the names in requests to the API, that are a parameter."""
    own = operations_with(spec, thing)
    removing = removers(spec, own)
    given = {node.path[0] for node in found if node.path[-2:] == ("inputs", thing.name)}
    by_policy = _is_set_by_policy(spec, thing.name)
    removed = {node.path[:-1] for node in found if node.path[-1] == "call" and str(node.text).startswith("DELETE ")}
    for node in found:
        path, operation = node.path, called.get(node.path[0])
        if len(path) < 3 or operation not in own | removing:
            continue
        removes = operation in removing and (path[-1] == "Location" or str(node.text).startswith("DELETE "))
        if node.text is not None and (removes or (operation in own and path[-1] == "call")):
            for mark in "?&":
                yield from inside(text, node.value, f"{mark}{thing.name}=", f"{mark}{new}=")
        if operation in removing and path[-2:] == ("headers", thing.name) and path[:-2] in removed and node.key:
            yield scalar(node.key, new)
        if operation not in own or "answer" in path:
            continue
        if node.key is not None and path[-1] == thing.name:
            if path[-2] == "inputs" or (path[-2] == "headers" and (path[0] in given or not by_policy)):
                yield scalar(node.key, new)
        elif path[-1] == "name" and "parts" in path and node.text == thing.name:
            yield scalar(node.value, new)


def _is_set_by_policy(spec: Mapping[str, Any], header: str) -> bool:
    """Whether a policy sets a header, so that a call may have it without its parameter."""
    return any(
        policy.get("template") == "setheader" and str(policy.get("name", "")).casefold() == header.casefold()
        for policy in spec.get("policies") or []
        if isinstance(policy, dict)
    )


def _property_edits(
    found: list[FileNode], called: Mapping[str | int, str | None], spec: Mapping[str, Any], thing: Thing, new: str
) -> Iterator[Edit]:
    """The keys of bodies, of inputs and of outputs that are a property of a definition."""
    for node in found:
        path = node.path
        if len(path) < 3:
            continue
        operation = called.get(path[0])
        sent = "answer" not in path and "expect" not in path
        schema = body_of(spec, operation) if sent else answer_of(spec, operation)
        if node.key is not None and path[-2] in ("inputs", "output"):
            steps = str(path[-1]).split("/")
            hits = [index + 1 for index in hits_in(spec, schema, steps[1:], thing)]
            if hits:
                yield scalar(node.key, "/".join(new if index in hits else step for index, step in enumerate(steps)))
        elif "expect" in path and "body" in path and _is_in_form(node, spec, operation, thing):
            yield scalar(node.key or node.value, new)
        elif node.key is not None and path[-1] == thing.name and "body" in path:
            names: tuple[str, ...] | None = _names(path[path.index("body") + 1 : -1])
            if "answer" in path and names is not None:
                names = steps_after_recipes(spec, operation, names)
            if names is not None and holder_of(spec, schema, names) == thing.owner:
                yield scalar(node.key, new)


def _is_in_form(node: FileNode, spec: Mapping[str, Any], operation: str | None, thing: Thing) -> bool:
    """Whether a node of an expected answer names a property in a schema that the recipe ``schema`` answers with."""
    *above, kind, last = node.path
    if not ((kind == "properties" and last == thing.name) or (kind == "required" and node.text == thing.name)):
        return False
    names = tuple(str(step) for before, step in pairwise(above) if before == "properties")
    forms = [recipe["schema"] for recipe in script_of(spec, operation) if isinstance(recipe.get("schema"), dict)]
    schemas = [schema for form in forms for schema in (form.get("schemas") or {}).values()]
    return any(holder_of(spec, schema, names) == thing.owner for schema in schemas)


def _names(steps: Iterable[str | int]) -> tuple[str, ...]:
    """The steps that are names of properties, without the indices of lists."""
    return tuple(step for step in steps if isinstance(step, str) and not step.isdigit())


def script_edits(text: str, file: str, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of C#: literals that are the id of an operation, or a parameter of all operations that run the file."""
    if thing.kind == "operation":
        forms = [f'"{thing.name}"']
    elif thing.kind == "parameter" and running(spec, file) <= operations_with(spec, thing):
        forms = [f'"{thing.name}"', f"('{thing.name}')"]
    else:
        return
    for form in forms:
        start = text.find(form)
        while start >= 0:
            at = start + form.index(thing.name)
            yield Edit(at, at + len(thing.name), new)
            start = text.find(form, start + len(form))
