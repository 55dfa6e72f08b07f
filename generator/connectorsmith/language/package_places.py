"""The place in a spec of what is at a place in its package."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import Connector, Operation, Schema
from connectorsmith.model.values import Keys

_RENAMED: Final = {"policyTemplateInstances": "policies"}


def spec_place(connector: Connector, keys: Keys) -> Pointer:
    """The place in a spec of a place in its package, or one near it.

    The keys start with the label of the package's file; a parameter has its place and name in one key, "query limit".
    """
    label, *rest = [str(key) for key in keys]
    if label == "apiDefinition" and rest[:1] == ["paths"] and len(rest) > 1:
        item = (connector.paths or {}).get(rest[1])
        operation = item.operations.get(rest[2]) if item is not None and len(rest) > 2 else None
        if operation is None:
            return SPEC / "paths" / rest[1]
        return _inside_operation(connector, operation, rest[3:])
    if label == "apiDefinition" and rest[:1] == ["definitions"] and len(rest) > 1:
        schema = (connector.definitions or {}).get(rest[1])
        return SPEC / "definitions" / rest[1] if schema is None else _inside_schema(schema, rest[2:])
    return _below(SPEC, [_RENAMED.get(key, key) for key in rest if key != "properties"])


def _inside_operation(connector: Connector, operation: Operation, rest: list[str]) -> Pointer:
    if rest[:1] == ["parameters"] and len(rest) > 1:
        for one in operation.parameters or ():
            parameter = connector.parameter(one)
            name = "body" if parameter.location == "body" else f"{parameter.location} {parameter.name}"
            if name == rest[1]:
                inner = parameter.schema if rest[2:3] == ["schema"] else None
                return _below(parameter.at, rest[2:]) if inner is None else _inside_schema(inner, rest[3:])
    if rest[:1] == ["responses"] and len(rest) > 1:
        response = (operation.responses or {}).get(rest[1])
        if response is not None and response.schema is not None and rest[2:3] == ["schema"]:
            return _inside_schema(response.schema, rest[3:])
    return _below(operation.at, rest)


def _inside_schema(schema: Schema, rest: list[str]) -> Pointer:
    while rest[:1] == ["properties"] and len(rest) > 1 and rest[1] in (schema.properties or {}):
        schema, rest = (schema.properties or {})[rest[1]], rest[2:]
    return _below(schema.at, rest)


def _below(at: Pointer, rest: list[str]) -> Pointer:
    for key in rest:
        at /= key.removeprefix("x-ms-")
    return at
