"""Operations: what a maker can call, with parameters and responses; and the path items they are on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import field

from connectorsmith.diagnostics import DEFINITION, Pointer
from connectorsmith.model.element import Element, Queried
from connectorsmith.model.schema import Schema
from connectorsmith.model.script import Recipe
from connectorsmith.model.values import Json

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
"""The methods of a Swagger 2.0 path item, https://spec.openapis.org/oas/v2.0#path-item-object."""

_VARIABLE = re.compile(r"\{([^{}]*)\}")


class Parameter(Element, frozen=True):
    """A parameter of an operation, or a reference to a shared one (``ref``).

    ``schema`` is the schema of a body parameter; ``value`` holds the schema keywords that are on a parameter
    itself (type, format, items, enum, default, dynamic extensions, and whatever is unknown in ``value.extra``).
    """

    ref: str | None = None
    name: str | None = None
    location: str | None = None
    required: bool | None = None
    summary: str | None = None
    description: str | None = None
    visibility: str | None = None
    url_encoding: str | None = None
    schema: Schema | None = None
    value: Schema = field(default_factory=Schema)
    at: Pointer = DEFINITION

    @property
    def content(self) -> Schema:
        """The schema of what the parameter carries, wherever it is written."""
        return self.value if self.schema is None else self.schema


class Response(Element, frozen=True):
    """The response of an operation for one status code, or a reference to a shared response (``ref``)."""

    ref: str | None = None
    description: str | None = None
    schema: Schema | None = None
    headers: Mapping[str, Schema] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = DEFINITION


class Notification(Element, frozen=True):
    """The content that a webhook sends: ``x-ms-notification-content`` of a path item."""

    description: str | None = None
    schema: Schema | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = DEFINITION


class Operation(Queried, frozen=True):
    """One method of one path. ``id`` is the operationId; ``unsubscribe`` names the operation that removes a webhook.

    ``script`` are the recipes of the custom code it runs through, if it does.
    """

    method: str
    path: str
    id: str | None = None
    summary: str | None = None
    description: str | None = None
    visibility: str | None = None
    trigger: str | None = None
    trigger_hint: str | None = None
    deprecated: bool | None = None
    tags: tuple[str, ...] | None = None
    consumes: tuple[str, ...] | None = None
    produces: tuple[str, ...] | None = None
    schemes: tuple[str, ...] | None = None
    security: tuple[Mapping[str, Json], ...] | None = None
    parameters: tuple[Parameter, ...] | None = None
    responses: Mapping[str, Response] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    unsubscribe: str | None = None
    script: tuple[Recipe, ...] | None = None
    at: Pointer = DEFINITION

    @property
    def internal(self) -> bool:
        """Whether makers never see the operation."""
        return self.visibility == "internal"

    @property
    def variables(self) -> tuple[str, ...]:
        """The names in braces in the path, each once."""
        return tuple(dict.fromkeys(_VARIABLE.findall(self.path)))


class PathItem(Element, frozen=True):
    """A path: its operations by method, and what belongs to all of them."""

    operations: Mapping[str, Operation] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] | None = None
    notification: Notification | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = DEFINITION
