"""From a place as a message names it to the place in the spec or the package.

A message says ``paths/~1orders/get/parameters/0/description``, or ``operation/GetOrder/parameter/body/schema/name``;
the model knows where each of these parts is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import Connector, Operation, Parameter, Response, Schema

_INDEX = re.compile("[0-9]{1,9}")
Keys = Sequence[str | int]
_Part = TypeVar("_Part", Parameter, Schema)


def locate(connector: Connector, keys: Keys) -> Pointer | None:
    """The place that the keys lead to, as far as the connector has it; none if they begin with what it has not."""
    match keys:
        case ["operation", str(name), *rest] if (operation := connector.operation(name)) is not None:
            return _in_operation(connector, operation, rest)
        case ["paths", str(path), *rest] if path in (connector.paths or {}):
            return _in_path(connector, path, rest)
        case ["definitions", str(name), *rest] if name in (connector.definitions or {}):
            return _in_schema(connector, (connector.definitions or {})[name], rest)
        case ["parameters", str(name), *rest] if name in (connector.parameters or {}):
            return _in_parameter(connector, (connector.parameters or {})[name], rest)
        case ["responses", str(name), *rest] if name in (connector.responses or {}):
            return _in_response(connector, (connector.responses or {})[name], rest)
        case [("operation" | "paths" | "definitions" | "parameters" | "responses"), _, *_]:
            return None
    return _below(connector.at, ["metadata" if key == "x-ms-connector-metadata" else key for key in keys])


def _below(at: Pointer, keys: Keys) -> Pointer:
    """The keys below a place, each as the word that a spec has for it."""
    for key in keys:
        at = at / (key.removeprefix("x-ms-") if isinstance(key, str) else key)
    return at


def _in_path(connector: Connector, path: str, keys: Keys) -> Pointer:
    item = (connector.paths or {})[path]
    match keys:
        case [str(method), *rest] if method in item.operations:
            return _in_operation(connector, item.operations[method], rest)
    first = next(iter(item.operations.values()), None)
    in_spec = item.at.document == SPEC.document
    return first.at if in_spec and first is not None and not keys else _below(item.at, keys)


def _in_operation(connector: Connector, operation: Operation, keys: Keys) -> Pointer:
    parameters = operation.parameters or ()
    match keys:
        case ["parameters", index, *rest] if (numbered := _numbered(parameters, index)) is not None:
            return _in_parameter(connector, numbered, rest)
        case ["parameter", name, *rest]:
            named = (one for one in parameters if connector.parameter(one).name == name)
            return next((_in_parameter(connector, one, rest) for one in named), operation.at)
        case ["responses", str(code), *rest] if code in (operation.responses or {}):
            return _in_response(connector, (operation.responses or {})[code], rest)
    return _below(operation.at, keys)


def _numbered(parts: Sequence[_Part], index: str | int) -> _Part | None:
    """The part of a list with this number; in a package, one that does not fit may be missing from the model."""
    if isinstance(index, str) and not _INDEX.fullmatch(index):
        return None
    number = int(index)
    if any(one.at.document != SPEC.document for one in parts):
        return next((one for one in parts if one.at.key == number), None)
    return parts[number] if number < len(parts) else None


def _in_parameter(connector: Connector, parameter: Parameter, keys: Keys) -> Pointer:
    parameter = connector.parameter(parameter)
    if keys[:1] == ["schema"] and parameter.schema is not None:
        return _in_schema(connector, parameter.schema, keys[1:])
    if keys[:1] in (["items"], ["properties"]):
        return _in_schema(connector, parameter.content, keys)
    return _below(parameter.at, keys)


def _in_response(connector: Connector, response: Response, keys: Keys) -> Pointer:
    if keys[:1] == ["schema"] and response.schema is not None:
        return _in_schema(connector, response.schema, keys[1:])
    return _below(response.at, keys)


def _in_schema(connector: Connector, schema: Schema, keys: Keys) -> Pointer:
    """Down a schema, through references; a property may be named with or without "properties" before it."""
    if not keys:
        return schema.at
    found = connector.resolve(schema)
    properties = found.properties or {}
    match keys:
        case ["properties", str(name), *rest] if name in properties:
            return _in_schema(connector, properties[name], rest)
        case ["items", *rest] if found.items is not None:
            return _in_schema(connector, found.items, rest)
        case ["allOf", index, *rest] if (numbered := _numbered(found.all_of or (), index)) is not None:
            return _in_schema(connector, numbered, rest)
        case [str(name), *rest] if name in properties:
            return _in_schema(connector, properties[name], rest)
    return _below(found.at, keys)
