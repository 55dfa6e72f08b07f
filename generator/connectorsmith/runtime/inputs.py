"""The inputs of a maker: values by the name of a parameter, and values in a body by their path, ``body/name``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation, Parameter, Schema

BODY = "body"
_PROTOCOL = "x-ms-agentic-protocol"


class CannotCompose(ConnectorsmithError):
    """A client makes no request of these inputs; the message says why."""


def input_parameters(connector: Connector, operation: Operation) -> tuple[Parameter, ...]:
    """The parameters of an operation; an MCP server has a body besides, which the platform adds."""
    listed = parameters(connector, operation)
    if not is_mcp(operation) or any(one.location == BODY for one in listed):
        return listed
    return (*listed, Parameter(name=BODY, location=BODY, schema=Schema(type="object"), at=operation.at))


def is_mcp(operation: Operation) -> bool:
    """Whether agents speak a protocol of their own with the operation."""
    return _PROTOCOL in operation.extra


class MissingValue(CannotCompose):
    """Something required has no value, which a maker would have to give in any client."""


class Given(Struct, frozen=True):
    """A value that was given."""

    value: Json


Tree: TypeAlias = dict[str, Any]
"""The values given inside a body, by property: a ``Given``, or the ``Tree`` of an object."""


def given(inputs: Mapping[str, Json], parameter: Parameter) -> Json | Absent:
    """The value given to a parameter as a whole, or ``ABSENT``; a body may be called ``body`` whatever its name is."""
    name = parameter.name or ""
    if name in inputs:
        return inputs[name]
    return inputs.get(BODY, ABSENT) if parameter.location == BODY else ABSENT


def given_inside(inputs: Mapping[str, Json], parameter: Parameter) -> Tree:
    """The values given inside a body, by their paths. Raises CannotCompose where one path leads through another."""
    tree: Tree = {}
    prefixes = {f"{parameter.name}/", f"{BODY}/"}
    for key, value in inputs.items():
        path = next((key[len(prefix) :] for prefix in prefixes if key.startswith(prefix)), None)
        if path:
            _plant(tree, path.split("/"), value, key)
    return tree


def _plant(tree: Tree, path: list[str], value: Json, key: str) -> None:
    for step in path[:-1]:
        inside = tree.setdefault(step, {})
        if isinstance(inside, Given):
            raise CannotCompose(f"{key} is inside a value that is given as a whole", "give either of them")
        tree = inside
    if path[-1] in tree:
        raise CannotCompose(f"{key} is given as a whole, and values inside it too", "give either of them")
    tree[path[-1]] = Given(value)


def unknown(inputs: Mapping[str, Json], parameters: tuple[Parameter, ...]) -> list[str]:
    """The inputs that no parameter takes."""
    names = {parameter.name for parameter in parameters}
    has_body = any(parameter.location == BODY for parameter in parameters)
    found = []
    for key in inputs:
        first = key.partition("/")[0]
        if not (key in names or first in names or (has_body and first == BODY)):
            found.append(key)
    return found


def is_empty(value: Json) -> bool:
    """Whether a maker gave nothing: no value, or an empty text."""
    return value is None or value == ""
