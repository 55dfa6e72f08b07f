"""The places in cases of a connector, and in its custom code, that name what is renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from connectorsmith.renaming.edits import Edit, FileNode, inside, nodes, scalar
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.users import answer_of, body_of, holder_of, operations_with, running


def case_edits(text: str, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edits of a file of cases: names of operations, keys of inputs, and what the API is asked."""
    found = nodes(text)
    called = {node.path[0]: node.text for node in found if len(node.path) == 2 and node.path[1] == "operation"}
    if thing.kind == "property":
        yield from _property_edits(found, called, spec, thing, new)
        return
    own = operations_with(spec, thing) if thing.kind == "parameter" else set()
    for node in found:
        path = node.path
        if thing.kind == "operation" and len(path) == 2 and path[1] == "operation" and node.text == thing.name:
            yield scalar(node.value, new)
        if len(path) < 3 or called.get(path[0]) not in own:
            continue
        if path[-2] in ("inputs", "headers") and path[-1] == thing.name and "answer" not in path and node.key:
            yield scalar(node.key, new)
        elif path[-1] == "call" and node.text is not None:
            for mark in "?&":
                yield from inside(text, node.value, f"{mark}{thing.name}=", f"{mark}{new}=")


def _property_edits(
    found: list[FileNode], called: Mapping[str | int, str | None], spec: Mapping[str, Any], thing: Thing, new: str
) -> Iterator[Edit]:
    """The keys of bodies, of inputs and of outputs that are a property of a definition."""
    for node in found:
        path = node.path
        if node.key is None or len(path) < 3:
            continue
        operation = called.get(path[0])
        sent = "answer" not in path and "expect" not in path
        schema = body_of(spec, operation) if sent else answer_of(spec, operation)
        if path[-2] in ("inputs", "output"):
            steps = str(path[-1]).split("/")
            hits = [index for index, step in enumerate(steps) if step == thing.name
                    and holder_of(spec, schema, _names(steps[1:index])) == thing.owner]  # fmt: skip
            if hits:
                yield scalar(node.key, "/".join(new if index in hits else step for index, step in enumerate(steps)))
        elif path[-1] == thing.name and "body" in path:
            inner = path[path.index("body") + 1 : -1]
            if holder_of(spec, schema, _names(inner)) == thing.owner:
                yield scalar(node.key, new)


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
