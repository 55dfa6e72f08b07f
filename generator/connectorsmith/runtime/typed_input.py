"""Inputs that are written as text, ``KEY=VALUE``, with the types that an operation declares for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.analysis.designer.inputs import FILE_NAME, input_fields
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Json, Operation, Parameter, Schema
from connectorsmith.model.json_shapes import Fits, flag, integer, number
from connectorsmith.runtime.inputs import BODY, input_parameters, is_mcp
from connectorsmith.source.json.read import decode_json

_FITS: Final[Mapping[str, Fits]] = {
    "integer": integer,
    "number": number,
    "boolean": flag,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
"""The types whose values are written as JSON, and what is of each."""


def typed_input(connector: Connector, operation: Operation, key: str, text: str) -> Json:
    """The value of an input: a number, a truth value, a list or an object where the operation asks for one, else text.

    A value that is none of these stays text, so that hostile inputs can be sent as well. Raises UnknownNameError if the
    operation has no such input.
    """
    if key.endswith(f"/{FILE_NAME}"):
        _schema(connector, operation, key.removesuffix(f"/{FILE_NAME}"))  # refuses an input that does not exist
        return text
    return typed_text(declared_type(connector, operation, key), text)


def declared_type(connector: Connector, operation: Operation, key: str) -> str | None:
    """The type that an operation declares for an input; ``None`` where it leaves that open. Raises UnknownNameError."""
    schema = _schema(connector, operation, key)
    if schema is None:
        return None
    inside = connector.resolve(schema)
    if inside.type is not None:
        return inside.type
    if inside.properties is not None:
        return "object"
    return "array" if inside.items is not None else None


def typed_text(kind: str | None, text: str) -> Json:
    """A text as a value of a type; one that is not JSON, or whose type is a text or unknown, stays as it is."""
    if kind not in _FITS:
        return text
    try:
        return decode_json(text)
    except ValueError:
        return text


def fits_type(kind: str | None, value: Json) -> bool:
    """Whether a value is of a type; null is of every type, and every value of one that is a text or unknown."""
    fits = _FITS.get(kind or "")
    return value is None or fits is None or fits(value)


def with_file_names(inputs: Mapping[str, Json]) -> dict[str, Json]:
    """Inputs in which the name of a file, under ``<key>/$filename`` as flows store it, is in the file itself."""
    end = f"/{FILE_NAME}"
    found = {key: value for key, value in inputs.items() if not key.endswith(end)}
    for key, value in inputs.items():
        file = found.get(key.removesuffix(end))
        if key.endswith(end) and isinstance(file, dict):
            found[key.removesuffix(end)] = {**file, "filename": value}
    return found


def input_keys(connector: Connector, operation: Operation) -> tuple[str, ...]:
    """The keys of what a maker fills in, as flows store them; the body of an MCP server comes last."""
    found = [one.key for one in input_fields(connector, operation) if not one.hidden and one.name]
    return (*found, BODY) if is_mcp(operation) and BODY not in found else tuple(found)


def _schema(connector: Connector, operation: Operation, key: str) -> Schema | None:
    """The schema of an input; ``None`` for a value in a body that the operation leaves open."""
    known = {parameter.name: parameter for parameter in input_parameters(connector, operation)}
    if key in known:
        return known[key].content
    first, *steps = key.split("/")
    body = _body(known, first)
    if body is None:
        raise _unknown(connector, operation, key)
    schema: Any = body.content
    for depth, step in enumerate(steps):
        inside = connector.resolve(schema)
        if inside.items is not None or inside.type == "array":
            raise _inside_list(connector, operation, key, "/".join([first, *steps[:depth]]))
        properties = inside.properties or {}
        schema = properties.get(step)
        if schema is None:
            if properties and body.content.definition is None and not connector.resolve(body.content).dynamic:
                raise _unknown(connector, operation, key)
            return None
    return schema if isinstance(schema, Schema) else None


def _inside_list(connector: Connector, operation: Operation, key: str, whole: str) -> UnknownNameError:
    """A flow stores a list as a whole, so that nothing inside it has a key."""
    fault = _unknown(connector, operation, key)
    fault.hint = f"{whole} is a list: give all of it as JSON, such as {whole}='[…]'"
    return fault


def _unknown(connector: Connector, operation: Operation, key: str) -> UnknownNameError:
    fault = UnknownNameError(f"input of {operation.id}", key, input_keys(connector, operation))
    if not fault.known:
        fault.hint = f"{operation.id} takes no inputs"
    return fault


def _body(known: dict[str | None, Parameter], name: str) -> Parameter | None:
    """The body parameter that a key begins with, by its name or as ``body``."""
    found = next((one for one in known.values() if one.location == BODY), None)
    return found if found is not None and name in (found.name, BODY) else None
