"""An apiDefinition (Swagger 2.0, https://spec.openapis.org/oas/v2.0) to the model, without loss."""

from __future__ import annotations

import re
from typing import Any

from connectorsmith.diagnostics import DEFINITION, Pointer
from connectorsmith.importers.sort_keys import UnexpectedShape, list_of, mapping_of, sort_keys, table
from connectorsmith.language import vocabulary
from connectorsmith.model import (
    METHODS,
    Info,
    Json,
    Notification,
    Operation,
    Parameter,
    PathItem,
    Response,
    Schema,
    json_shapes,
)

_CODE = re.compile(r"[1-5][0-9X]{2}|default")
_SCHEMA = table(vocabulary.SCHEMA)
_PARAMETER = table(vocabulary.PARAMETER)
_OPERATION = table(vocabulary.OPERATION)
_RESPONSE = table(vocabulary.RESPONSE)
_NOTIFICATION = table(vocabulary.NOTIFICATION)
_INFO = table(vocabulary.INFO)
_DEFINITION = table(vocabulary.DEFINITION)


def definition(value: Json, *, partial: bool = False) -> dict[str, Any]:
    """Read the attributes of a connector from an apiDefinition. Raises ``UnexpectedShape`` unless it is an object."""
    known, extra = sort_keys(value, DEFINITION, _DEFINITION, _DEFINITION_PARTS, partial)
    paths, extra_paths = known.pop("paths", (None, {}))
    return {"swagger": None, **known, "paths": paths, "extra_paths": extra_paths, "extra": extra}


def schema(value: Json, at: Pointer, partial: bool) -> Schema:
    """A schema object."""
    known, known["extra"] = sort_keys(value, at, _SCHEMA, _SCHEMA_PARTS, partial)
    known["at"] = at
    return Schema(**known)  # faster than with further arguments, and there are tens of thousands


def parameter(value: Json, at: Pointer, partial: bool) -> Parameter:
    """A parameter object or a reference to one; the schema keywords on it become its ``value``."""
    known, rest = sort_keys(value, at, _PARAMETER, _WITH_SCHEMA, partial)
    unfit = {} if _OWN_KEYS.isdisjoint(rest) else {key: rest.pop(key) for key in _OWN_KEYS & rest.keys()}
    carried = schema(rest, at, partial)
    if unfit:
        carried = Schema(**{**_attributes(carried), "extra": {**carried.extra, **unfit}, "at": at})
    return Parameter(**known, value=carried, at=at)


_WITH_SCHEMA = {"schema": ("schema", schema)}
_OWN_KEYS = _PARAMETER.keys() | {"schema"}


def _attributes(value: Schema) -> dict[str, Any]:
    return {name: getattr(value, name) for name in Schema.__struct_fields__}


def response(value: Json, at: Pointer, partial: bool) -> Response:
    """A response object or a reference to one."""
    known, extra = sort_keys(value, at, _RESPONSE, _RESPONSE_PARTS, partial)
    return Response(**known, extra=extra, at=at)


def notification(value: Json, at: Pointer, partial: bool) -> Notification:
    """The value of ``x-ms-notification-content`` of a path item."""
    known, extra = sort_keys(value, at, _NOTIFICATION, _WITH_SCHEMA, partial)
    return Notification(**known, extra=extra, at=at)


def path_item(value: Json, at: Pointer, partial: bool) -> PathItem:
    """A path item; its operations are given their method and path."""
    if type(value) is not dict:
        raise UnexpectedShape
    methods = {key: item for key, item in value.items() if key in METHODS and type(item) is dict}
    others = {key: item for key, item in value.items() if key not in methods}
    known, extra = sort_keys(others, at, {}, _PATH_PARTS, partial)
    operations = {
        method: operation(item, at / method, partial, method, str(at.key)) for method, item in methods.items()
    }
    return PathItem(operations, **known, extra=extra, at=at)


def _paths(value: Json, at: Pointer, partial: bool) -> tuple[dict[str, PathItem], dict[str, Json]]:
    """The path items, and what else is among them: extensions, and what is not a path or not an object.

    A path without its slash is not valid in a spec, but kept for lint of packages.
    """
    if type(value) is not dict:
        raise UnexpectedShape
    named = _is_no_extension if partial else _is_path
    paths = {key: item for key, item in value.items() if type(item) is dict and named(key)}
    others = {key: item for key, item in value.items() if key not in paths}
    return {path: path_item(item, at / path, partial) for path, item in paths.items()}, others


def _is_path(key: str) -> bool:
    return key.startswith("/")


def _is_no_extension(key: str) -> bool:
    return not key.startswith("x-")


def operation(value: Json, at: Pointer, partial: bool, method: str, path: str) -> Operation:
    """An operation object."""
    known, extra = sort_keys(value, at, _OPERATION, _OPERATION_PARTS, partial)
    return Operation(method, path, **known, extra=extra, at=at)


def _info(value: Json, at: Pointer, partial: bool) -> Info:
    known, extra = sort_keys(value, at, _INFO, {}, partial)
    return Info(**known, extra=extra, at=at)


def _coded_response(value: Json, at: Pointer, partial: bool) -> Response:
    """A response under a status code; under anything else it is unfit."""
    if not _CODE.fullmatch(str(at.key)):
        raise UnexpectedShape
    return response(value, at, partial)


def _required(value: Json, at: Pointer, partial: bool) -> tuple[str, ...]:
    if not json_shapes.texts(value):
        raise UnexpectedShape
    return tuple(value)


def _additional(value: Json, at: Pointer, partial: bool) -> Schema | bool:
    return value if type(value) is bool else schema(value, at, partial)


def _metadata(value: Json, at: Pointer, partial: bool) -> dict[str, str]:
    """The list of names and values of ``x-ms-connector-metadata`` as a mapping, if it is nothing more than that."""
    if type(value) is not list or not value:
        raise UnexpectedShape
    found: dict[str, str] = {}
    for item in value:
        if type(item) is not dict or item.keys() != {"propertyName", "propertyValue"}:
            raise UnexpectedShape
        name, content = item["propertyName"], item["propertyValue"]
        if type(name) is not str or type(content) is not str or name in found:
            raise UnexpectedShape
        found[name] = content
    return found


_SCHEMA_PARTS = {
    "properties": ("properties", mapping_of(schema)),
    "items": ("items", schema),
    "additionalProperties": ("additional_properties", _additional),
    "allOf": ("all_of", list_of(schema)),
    "required": ("required", _required),
}
_RESPONSE_PARTS = {"schema": ("schema", schema), "headers": ("headers", mapping_of(schema))}
_PATH_PARTS = {
    "parameters": ("parameters", list_of(parameter)),
    "x-ms-notification-content": ("notification", notification),
}
_OPERATION_PARTS = {
    "parameters": ("parameters", list_of(parameter)),
    "responses": ("responses", mapping_of(_coded_response)),
}
_DEFINITION_PARTS = {
    "info": ("info", _info),
    "paths": ("paths", _paths),
    "definitions": ("definitions", mapping_of(schema)),
    "parameters": ("parameters", mapping_of(parameter)),
    "responses": ("responses", mapping_of(response)),
    "x-ms-connector-metadata": ("metadata", _metadata),
}
