"""The places in cases of a connector, and in its custom code, that name what is renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from yaml import ScalarNode

from connectorsmith.renaming.edits import Edit, FileNode, Path, inside, nodes, scalar
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.policies import polled_path
from connectorsmith.renaming.recipes import removers, script_of, steps_after_recipes
from connectorsmith.renaming.schema_paths import is_item, properties_on
from connectorsmith.renaming.users import (
    answer_of,
    body_of,
    hits_in,
    notification_of,
    operations_with,
    running,
    sending,
)

_MESSAGE: Final = re.compile("header|query|param|variable|path|uri|url", re.IGNORECASE)
"""A word of a line of C# that deals with the headers or the address of a message."""


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
    """The keys of bodies, of inputs and of outputs that are a property."""
    for node in found:
        path = node.path
        if len(path) < 3 or (thing.name not in str(path[-1]) and thing.name != node.text):
            continue
        operation = called.get(path[0])
        if "expect" in path and "body" in path and _is_in_form(node, spec, operation, thing):
            yield scalar(node.key or node.value, new)
        elif node.key is None:
            continue
        elif path[-2] in ("inputs", "output"):
            yield from _in_key(node.key, _led_to(spec, operation, path), spec, thing, new)
        elif path[-1] == thing.name:
            start, names = _led_to(spec, operation, path)
            if names and len(names) - 1 in hits_in(spec, start, names, thing):
                yield scalar(node.key, new)


def _in_key(
    key: ScalarNode, led: tuple[Path | None, tuple[str | int, ...]], spec: Mapping[str, Any], thing: Thing, new: str
) -> Iterator[Edit]:
    """The edit of a key such as ``body/items/0/id``, whose steps below the first are the last ones that lead to it."""
    first, *steps = str(key.value).split("/")
    before = len(led[1]) - len(steps)
    hits = [index - before for index in hits_in(spec, *led, thing)]
    if any(index >= 0 for index in hits):
        yield scalar(key, "/".join([first, *(new if index in hits else step for index, step in enumerate(steps))]))


def _led_to(spec: Mapping[str, Any], operation: str | None, path: Path) -> tuple[Path | None, tuple[str | int, ...]]:
    """The schema of the message that a key of a case is in, and the steps from there to the key."""
    polled = polled_path(spec, operation) if "expect" in path else ()
    for word, schema in (("inputs", body_of), ("output", answer_of)):
        if word in path[:-1]:
            index = path.index(word) + 1
            first, *inner = str(path[index]).split("/")
            if word == "inputs" and operation in sending(spec, first):
                return None, ()
            return schema(spec, operation), (*polled, *inner, *path[index + 1 :])
    if "body" not in path[:-1]:
        return None, ()
    steps = path[path.index("body") + 1 :]
    if "notify" in path:
        return notification_of(spec, operation), steps
    if "answer" in path:
        after = steps_after_recipes(spec, operation, tuple(str(step) for step in steps if not is_item(step)))
        return (None, ()) if after is None else (answer_of(spec, operation), after)
    return (answer_of(spec, operation), (*polled, *steps)) if "expect" in path else (body_of(spec, operation), steps)


def _is_in_form(node: FileNode, spec: Mapping[str, Any], operation: str | None, thing: Thing) -> bool:
    """Whether a node of an expected answer names a property in a schema that the recipe ``schema`` answers with."""
    *above, kind, last = node.path
    if not ((kind == "properties" and last == thing.name) or (kind == "required" and node.text == thing.name)):
        return False
    names = [str(step) for before, step in pairwise(above) if before == "properties"]
    return any(
        properties_on(spec, (*path, "schema", "schemas", form), (*names, thing.name))[-1] == thing.place
        for path, recipe in script_of(spec, operation)
        if isinstance(recipe.get("schema"), dict)
        for form in recipe["schema"].get("schemas") or {}
    )


def script_edits(text: str, file: str, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of C#: literals that are the id of an operation, or a parameter of all operations that run the file.

    A parameter is renamed in lines that deal with headers or the address; elsewhere a literal may be a JSON property.
    """
    if thing.kind == "operation":
        forms = [f'"{thing.name}"']
    elif thing.kind == "parameter" and running(spec, file) <= operations_with(spec, thing):
        forms = [f'"{thing.name}"', f"('{thing.name}')"]
    else:
        return
    start = 0
    for line in text.splitlines(keepends=True):
        if thing.kind == "operation" or _MESSAGE.search(line):
            for form in forms:
                for match in re.finditer(re.escape(form), line):
                    at = start + match.start() + form.index(thing.name)
                    yield Edit(at, at + len(thing.name), new)
        start += len(line)
