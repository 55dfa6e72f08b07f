"""The model to the JSON values of an apiDefinition: the exact inverse of ``importers.swagger``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectorsmith.analysis.memoize import memoized
from connectorsmith.language import vocabulary
from connectorsmith.language.vocabulary import Word
from connectorsmith.model import Connector, Info, Json, Notification, Operation, Parameter, PathItem, Response, Schema


def plain(words: tuple[Word, ...], part: object) -> dict[str, Json]:
    """The keys of a part of the model that hold plain values, in the vocabulary's order."""
    return {word.key: value for word, value in vocabulary.written(words, part)}


def schema(value: Schema) -> dict[str, Json]:
    """A schema object."""
    found = plain(vocabulary.SCHEMA, value)
    if value.required is not None:
        found["required"] = list(value.required)
    if value.properties is not None:
        found["properties"] = {name: schema(item) for name, item in value.properties.items()}
    if value.items is not None:
        found["items"] = schema(value.items)
    if value.additional_properties is not None:
        more = value.additional_properties
        found["additionalProperties"] = more if isinstance(more, bool) else schema(more)
    if value.all_of is not None:
        found["allOf"] = [schema(item) for item in value.all_of]
    found.update(value.extra)
    return found


def parameter(value: Parameter) -> dict[str, Json]:
    """A parameter object or a reference to one."""
    found = plain(vocabulary.PARAMETER, value)
    if value.schema is not None:
        found["schema"] = schema(value.schema)
    found.update(schema(value.value))
    return found


def response(value: Response) -> dict[str, Json]:
    """A response object or a reference to one."""
    found = plain(vocabulary.RESPONSE, value)
    if value.schema is not None:
        found["schema"] = schema(value.schema)
    if value.headers is not None:
        found["headers"] = {name: schema(item) for name, item in value.headers.items()}
    found.update(value.extra)
    return found


def operation(value: Operation) -> dict[str, Json]:
    """An operation object."""
    found = plain(vocabulary.OPERATION, value)
    if value.parameters is not None:
        found["parameters"] = [parameter(item) for item in value.parameters]
    if value.responses is not None:
        found["responses"] = {code: response(item) for code, item in value.responses.items()}
    found.update(value.extra)
    return found


def path_item(value: PathItem) -> dict[str, Json]:
    """A path item object: its operations, and what belongs to all of them."""
    found: dict[str, Json] = {method: operation(item) for method, item in value.operations.items()}
    if value.parameters is not None:
        found["parameters"] = [parameter(item) for item in value.parameters]
    if value.notification is not None:
        found["x-ms-notification-content"] = _notification(value.notification)
    return found | dict(value.extra)


@memoized
def definition(value: Connector) -> Mapping[str, Json]:
    """The whole apiDefinition of a connector; treated as read-only."""
    words = plain(vocabulary.DEFINITION, value)
    security: dict[str, Json] = {key: words.pop(key) for key in ("securityDefinitions", "security") if key in words}
    found: dict[str, Json] = {"swagger": words.pop("swagger")} if "swagger" in words else {}
    if value.info is not None:
        found["info"] = _info(value.info)
    found |= words
    if value.paths is not None:
        found["paths"] = {path: path_item(item) for path, item in value.paths.items()} | dict(value.extra_paths)
    if value.definitions is not None:
        found["definitions"] = {name: schema(item) for name, item in value.definitions.items()}
    if value.parameters is not None:
        found["parameters"] = {name: parameter(item) for name, item in value.parameters.items()}
    if value.responses is not None:
        found["responses"] = {name: response(item) for name, item in value.responses.items()}
    found |= security
    if value.metadata is not None:
        found["x-ms-connector-metadata"] = _metadata(value.metadata)
    return found | dict(value.extra)


def _info(value: Info) -> dict[str, Any]:
    return plain(vocabulary.INFO, value) | dict(value.extra)


def _notification(value: Notification) -> dict[str, Json]:
    found = plain(vocabulary.NOTIFICATION, value)
    if value.schema is not None:
        found["schema"] = schema(value.schema)
    return found | dict(value.extra)


def _metadata(value: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"propertyName": name, "propertyValue": content} for name, content in value.items()]
