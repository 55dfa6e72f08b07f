"""The words of the language beside the keys of the package and the attributes of the model, in one table.

Structure (properties, parameters, responses, …) is code; everything that is just a value under a key is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from connectorsmith.model.values import Json

Fits = Callable[[Json], bool]


def text(value: Json) -> bool:
    """A text."""
    return type(value) is str


def flag(value: Json) -> bool:
    """True or false."""
    return type(value) is bool


def texts(value: Json) -> bool:
    """A list of texts."""
    return type(value) is list and all(type(item) is str for item in value)


def values(value: Json) -> bool:
    """A list of anything."""
    return type(value) is list


def mapping(value: Json) -> bool:
    """An object."""
    return type(value) is dict


def mappings(value: Json) -> bool:
    """A list of objects."""
    return type(value) is list and all(type(item) is dict for item in value)


def integer(value: Json) -> bool:
    """A whole number, written as one."""
    return type(value) is int


def number(value: Json) -> bool:
    """A number."""
    return type(value) in (int, float)


def anything(value: Json) -> bool:
    """Any value, null included."""
    return True


PRIMITIVES = ("string", "integer", "number", "boolean", "object", "array", "file")
"""The types of Swagger 2.0, https://spec.openapis.org/oas/v2.0#data-types."""


def primitive(value: Json) -> bool:
    """The name of a type."""
    return type(value) is str and value in PRIMITIVES


def one_of(*allowed: str) -> Fits:
    """One of a few texts."""
    known = frozenset(allowed)
    return lambda value: type(value) is str and value in known


def schemes(value: Json) -> bool:
    """A list of transfer protocols."""
    return texts(value) and all(item in ("http", "https", "ws", "wss") for item in value)


visibility = one_of("none", "important", "advanced", "internal")
section = one_of("Request", "Response", "Failure")


class Word(NamedTuple):
    """An attribute of the model, its key in the package, its word in a spec, and the kind of value it holds."""

    attribute: str
    key: str
    word: str
    fits: Fits

    def freeze(self, value: Json) -> Any:
        """The value as the model holds it: lists become tuples."""
        return tuple(value) if type(value) is list and self.fits in _LISTS else value

    def thaw(self, value: Any) -> Json:
        """The value as JSON holds it."""
        return list(value) if type(value) is tuple else value


_LISTS = (texts, values, mappings, schemes)


def _same(name: str, fits: Fits) -> Word:
    return Word(name, name, name, fits)


SCHEMA = (
    Word("ref", "$ref", "$ref", text),
    _same("type", primitive),
    _same("format", text),
    _same("title", text),
    Word("summary", "x-ms-summary", "summary", text),
    _same("description", text),
    Word("visibility", "x-ms-visibility", "visibility", visibility),
    _same("enum", values),
    _same("default", anything),
    Word("notification_url", "x-ms-notification-url", "notification-url", flag),
    Word("dynamic_values", "x-ms-dynamic-values", "dynamic-values", mapping),
    Word("dynamic_list", "x-ms-dynamic-list", "dynamic-list", mapping),
    Word("dynamic_schema", "x-ms-dynamic-schema", "dynamic-schema", mapping),
    Word("dynamic_properties", "x-ms-dynamic-properties", "dynamic-properties", mapping),
)
PARAMETER = (
    Word("ref", "$ref", "$ref", text),
    _same("name", text),
    Word("location", "in", "in", one_of("query", "header", "path", "formData", "body")),
    _same("required", flag),
    Word("summary", "x-ms-summary", "summary", text),
    _same("description", text),
    Word("visibility", "x-ms-visibility", "visibility", visibility),
    Word("url_encoding", "x-ms-url-encoding", "url-encoding", one_of("single", "double")),
)
OPERATION = (
    Word("id", "operationId", "operationId", text),
    _same("summary", text),
    _same("description", text),
    Word("visibility", "x-ms-visibility", "visibility", visibility),
    Word("trigger", "x-ms-trigger", "trigger", one_of("single", "batch")),
    Word("trigger_hint", "x-ms-trigger-hint", "trigger-hint", text),
    _same("deprecated", flag),
    _same("tags", texts),
    _same("consumes", texts),
    _same("produces", texts),
    _same("schemes", schemes),
    _same("security", mappings),
)
RESPONSE = (Word("ref", "$ref", "$ref", text), _same("description", text))
NOTIFICATION = (_same("description", text),)
INFO = (
    _same("title", text),
    _same("version", text),
    _same("description", text),
    _same("contact", mapping),
)
DEFINITION = (
    _same("swagger", text),
    _same("host", text),
    Word("base_path", "basePath", "basePath", text),
    _same("schemes", schemes),
    _same("consumes", texts),
    _same("produces", texts),
    Word("security_definitions", "securityDefinitions", "securityDefinitions", mapping),
    _same("security", mappings),
)
PROPERTIES = (
    _same("publisher", text),
    Word("stack_owner", "stackOwner", "stackOwner", text),
    Word("icon_brand_color", "iconBrandColor", "iconBrandColor", text),
    _same("capabilities", texts),
    Word("script_operations", "scriptOperations", "scriptOperations", texts),
)
UI = (
    Word("display_name", "displayName", "displayName", text),
    _same("description", text),
    _same("tooltip", text),
)
CONNECTION_PARAMETER = (_same("type", text),)
POLICY = (
    Word("template", "templateId", "template", text),
    _same("title", text),
    _same("type", text),
)

Facets = Mapping[str, tuple[str, Fits]]
"""Keys that the model keeps in ``extra``, by their key in the package: the word in a spec, and the kind of value."""

_SCHEMA_FACETS = {
    "example": anything,
    "readOnly": flag,
    "minimum": number,
    "maximum": number,
    "exclusiveMinimum": flag,
    "exclusiveMaximum": flag,
    "minLength": integer,
    "maxLength": integer,
    "pattern": text,
    "multipleOf": number,
    "minItems": integer,
    "maxItems": integer,
    "uniqueItems": flag,
    "minProperties": integer,
    "maxProperties": integer,
    "discriminator": text,
    "xml": mapping,
    "externalDocs": mapping,
    "collectionFormat": one_of("csv", "ssv", "tsv", "pipes", "multi"),
    "allowEmptyValue": flag,
}
SCHEMA_FACETS: Facets = {key: (key, fits) for key, fits in _SCHEMA_FACETS.items()} | {
    "x-ms-dynamic-tree": ("dynamic-tree", mapping),
}
OPERATION_FACETS: Facets = {
    "externalDocs": ("externalDocs", mapping),
    "x-ms-trigger-metadata": ("trigger-metadata", mapping),
    "x-ms-pageable": ("pageable", mapping),
    "x-ms-api-annotation": ("api-annotation", mapping),
    "x-ms-no-generic-test": ("no-generic-test", flag),
}
RESPONSE_FACETS: Facets = {"examples": ("examples", mapping)}
INFO_FACETS: Facets = {
    "termsOfService": ("termsOfService", text),
    "license": ("license", mapping),
    "x-ms-keywords": ("keywords", texts),
    "x-ms-api-annotation": ("api-annotation", mapping),
    "x-ms-deployment-version": ("deployment-version", text),
}
DEFINITION_FACETS: Facets = {"tags": ("tags", mappings), "externalDocs": ("externalDocs", mapping)}
PATH_FACETS: Facets = {}
PROPERTIES_FACETS: Facets = {"connectionParameterSets": ("connectionParameterSets", mapping)}
CONNECTION_FACETS: Facets = {"defaultValue": ("defaultValue", anything), "metadata": ("metadata", mapping)}
CONSTRAINTS: Facets = {
    "tabIndex": ("tabIndex", integer),
    "clearText": ("clearText", flag),
    "allowedValues": ("allowedValues", mappings),
    "capability": ("capability", texts),
}
