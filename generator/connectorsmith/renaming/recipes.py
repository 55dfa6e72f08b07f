"""The places in recipes, policies and the settings of operations that name a parameter or a property."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.renaming.edits import Edit, FileNode, Path, scalar
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.users import (
    answer_of,
    body_of,
    hits_in,
    operations,
    placed_operations,
    places_of,
    users_of_recipe,
)

_CALL: Final = re.compile(r"@\{?\s*(body|response|item)\(\)((?:\.\w+|\[\d+\])++)")
"""A call in a recipe or a policy that leads into a JSON value, such as ``@response().items[0].id``."""
_STEP: Final = re.compile(r"\.(\w+)")
_ROOT: Final = {"encode": ("content", "type"), "next-link": ("name", "items")}
"""Recipes with keys that hold the name of a property of the answer."""


def inner_path(path: Path) -> Path:
    """The path inside one recipe, its word first; empty for what is in no recipe."""
    if len(path) > 4 and path[0] in SECTIONS and path[2] == "script" and isinstance(path[3], int):
        return path[4:]
    return path[3:] if len(path) > 3 and path[0] == "recipes" and isinstance(path[2], int) else ()


def parameter_in_recipe(
    node: FileNode, spec: Mapping[str, Any], thing: Thing, own: set[str], new: str
) -> Iterator[Edit]:
    """The edit of a name of a header or a query parameter in a recipe of the operations that have the parameter."""
    inner = inner_path(node.path)
    named = any(_same(written, thing, "headers") for written in (node.text, node.path[-1]))
    if not inner or not named or not _runs_for(node.path, spec, own):
        return
    wanted = {"header": "headers", "query": "query"}
    recipes = {wanted[place] for place in places_of(spec, thing) if place in wanted}
    if inner[0] in recipes and len(inner) == 3:
        if inner[1] in ("set", "default", "rename") and node.key is not None and _same(inner[2], thing, inner[0]):
            yield scalar(node.key, new)
        elif inner[1] in ("remove", "repeat") and _same(node.text, thing, inner[0]):
            yield scalar(node.value, new)
    elif inner == ("translate", "header") and "headers" in recipes and _same(node.text, thing, "headers"):
        yield scalar(node.value, new)


def _same(written: str | int | None, thing: Thing, word: str | int) -> bool:
    """Whether a name is that of the parameter; the case of headers does not count."""
    text = str(written)
    return text == thing.name or (word == "headers" and text.casefold() == thing.name.casefold())


def _runs_for(path: Path, spec: Mapping[str, Any], own: set[str]) -> bool:
    """Whether a recipe runs for these operations alone."""
    if path[0] == "recipes":
        users = users_of_recipe(spec, str(path[1]))
        return bool(users) and users <= own
    return operation_id(str(path[1]), (spec.get(str(path[0])) or {}).get(path[1])) in own


def property_edits(text: str, node: FileNode, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of one node of an operation that names a property: in a call, as a key, or as the value of a key."""
    path = node.path
    named = thing.name in (node.text or "") or path[-1] == thing.name
    if not named or len(path) < 3 or path[0] not in SECTIONS:
        return
    operation = operation_id(str(path[1]), (spec.get(path[0]) or {}).get(path[1]))
    body, answer = body_of(spec, operation), answer_of(spec, operation)
    inner = inner_path(path)
    if inner:
        yield from _in_recipe(node, inner, spec, (body, answer), thing, new)
        if node.text is not None:
            yield from _in_calls(text, node, spec, [body], [answer], thing, new)
    elif path[2:] in (("pageable", "nextLinkName"), ("pageable", "itemName")) and node.text is not None:
        yield from _whole(node, spec, answer, [node.text], "/", thing, new)
    elif path[2:] == ("callback",) and node.text is not None:
        yield from _whole(node, spec, body, node.text.split("."), ".", thing, new)


def _in_recipe(
    node: FileNode, inner: Path, spec: Mapping[str, Any], schemas: tuple[Any, Any], thing: Thing, new: str
) -> Iterator[Edit]:
    """The edits of keys and values of a recipe that are names of properties."""
    body, answer = schemas
    word = inner[0]
    if word in _ROOT and len(inner) == 2 and inner[1] in _ROOT[str(word)] and node.text is not None:
        yield from _whole(node, spec, answer, [node.text], "/", thing, new)
    if word not in ("body", "response") or len(inner) < 2:
        return
    schema = body if word == "body" else answer
    if inner[1] == "set" and node.key is not None and len(inner) > 2:
        steps = [str(step) for step in inner[2:]]
        if steps[-1] == thing.name and len(steps) - 1 in hits_in(spec, schema, steps, thing):
            yield scalar(node.key, new)
    elif inner[1] in ("pick", "remove") and len(inner) == 3 and node.text is not None:
        yield from _whole(node, spec, schema, [node.text], "/", thing, new)
    elif inner[1] == "rename" and len(inner) == 3 and node.key is not None and node.text is not None:
        if word == "body" and inner[2] == thing.name and hits_in(spec, schema, [thing.name], thing):
            yield scalar(node.key, new)
        elif word == "response":
            yield from _whole(node, spec, schema, [node.text], "/", thing, new)
    elif inner[1] == "take" and word == "body" and node.text is not None:
        yield from _whole(node, spec, schema, node.text.split("."), ".", thing, new)


def _whole(
    node: FileNode, spec: Mapping[str, Any], schema: Any, steps: Sequence[str], mark: str, thing: Thing, new: str
) -> Iterator[Edit]:
    """The edit of a scalar that is a path."""
    hits = hits_in(spec, schema, steps, thing)
    if hits:
        yield scalar(node.value, mark.join(new if index in hits else step for index, step in enumerate(steps)))


def _in_calls(
    text: str,
    node: FileNode,
    spec: Mapping[str, Any],
    sent: Sequence[Any],
    answered: Sequence[Any],
    thing: Thing,
    new: str,
) -> Iterator[Edit]:
    """The edits of steps in calls of a scalar: ``@body()`` leads into what is sent, ``@response()`` into the answer."""
    start, end = node.value.start_mark.index, node.value.end_mark.index
    for call in _CALL.finditer(text, start, end):
        found = [*_STEP.finditer(text, *call.span(2))]
        steps = [step[1] for step in found]
        schemas = {"body": sent, "response": answered, "item": [*sent, *answered]}[call[1]]
        hits = [hits_in(spec, schema, steps, thing) for schema in schemas]
        for index, step in enumerate(found):
            if hits and all(index in one for one in hits):
                yield Edit(*step.span(1), new)


def removers(spec: Mapping[str, Any], own: set[str]) -> set[str]:
    """The triggers whose webhooks are removed by one of these operations, at the place that a recipe gives."""
    ways = {operation: str(entry.get("call", "")) for operation, entry in operations(spec) if operation in own}
    paths = [call.removeprefix("DELETE ") for call in ways.values() if call.startswith("DELETE ")]
    return {
        operation
        for operation, entry in operations(spec)
        for recipe in entry.get("script") or []
        if isinstance(recipe, dict) and any(_leads_to(recipe.get("location"), path) for path in paths)
    }


def _leads_to(location: Any, path: str) -> bool:
    """Whether the place of a webhook is below the path of an operation, its values apart."""
    written = location.get("path") if isinstance(location, dict) else location
    if not isinstance(written, str):
        return False
    mine, theirs = written.split("/"), path.split("/")
    same = (one == other or other.startswith("{") for one, other in zip(mine, theirs, strict=False))
    return len(mine) == len(theirs) and all(same)


def script_of(spec: Mapping[str, Any], operation: str | None) -> list[tuple[Path, dict[str, Any]]]:
    """The recipes of an operation with their paths, those that it shares left out."""
    return [
        ((*path, "script", index), recipe)
        for known, path, entry in placed_operations(spec)
        if known == operation
        for index, recipe in enumerate(entry.get("script") or [])
        if isinstance(recipe, dict)
    ]


def steps_after_recipes(
    spec: Mapping[str, Any], operation: str | None, steps: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Where steps into an answer of the API lead in the answer that the recipes make; ``None`` for what they drop."""
    for _, recipe in script_of(spec, operation):
        response = recipe.get("response")
        if not isinstance(response, dict):
            continue
        for key in ("take", "flatten"):
            inner = tuple(response[key].split(".")) if isinstance(response.get(key), str) else ()
            if steps[: len(inner)] != inner:
                return None
            steps = steps[len(inner) :]
        if isinstance(response.get("wrap"), str):
            steps = (response["wrap"], *steps)
    return steps
