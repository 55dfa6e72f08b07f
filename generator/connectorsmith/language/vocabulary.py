"""The words of the language beside the keys of the package and the attributes of the model, in one table.

Structure (properties, parameters, responses, …) is code; everything that is just a value under a key is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from connectorsmith.model.json_shapes import (
    Fits,
    anything,
    api_annotation,
    choice,
    contact,
    dynamic_list,
    dynamic_properties,
    dynamic_schema,
    dynamic_tree,
    dynamic_values,
    external_docs,
    flag,
    integer,
    knowing,
    license_,
    list_of,
    mapping,
    number,
    one_of,
    primitive,
    schemes,
    security,
    security_definitions,
    shape,
    tags,
    text,
    texts,
    values,
    visibility,
    xml,
)
from connectorsmith.model.values import ABSENT, Json


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


def written(words: Iterable[Word], part: object) -> Iterator[tuple[Word, Json]]:
    """The words that a part of the model has a value for, in their order, each with the value as JSON."""
    for word in words:
        value = getattr(part, word.attribute)
        if (value is not None and value is not ABSENT) or (value is None and word.attribute == "default"):
            yield word, word.thaw(value)


_LISTS = (texts, values, schemes, security)


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
    Word("dynamic_values", "x-ms-dynamic-values", "dynamic-values", dynamic_values),
    Word("dynamic_list", "x-ms-dynamic-list", "dynamic-list", dynamic_list),
    Word("dynamic_schema", "x-ms-dynamic-schema", "dynamic-schema", dynamic_schema),
    Word("dynamic_properties", "x-ms-dynamic-properties", "dynamic-properties", dynamic_properties),
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
    _same("security", security),
)
RESPONSE = (Word("ref", "$ref", "$ref", text), _same("description", text))
NOTIFICATION = (_same("description", text),)
INFO = (
    _same("title", text),
    _same("version", text),
    _same("description", text),
    _same("contact", contact),
)
DEFINITION = (
    _same("swagger", one_of("2.0")),
    _same("host", text),
    Word("base_path", "basePath", "basePath", text),
    _same("schemes", schemes),
    _same("consumes", texts),
    _same("produces", texts),
    Word("security_definitions", "securityDefinitions", "securityDefinitions", security_definitions),
    _same("security", security),
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
    "xml": xml,
    "externalDocs": external_docs,
    "collectionFormat": one_of("csv", "ssv", "tsv", "pipes", "multi"),
    "allowEmptyValue": flag,
}
SCHEMA_FACETS: Facets = {key: (key, fits) for key, fits in _SCHEMA_FACETS.items()} | {
    "x-ms-dynamic-tree": ("dynamic-tree", dynamic_tree),
}
VALUE_ONLY = frozenset({"collectionFormat", "allowEmptyValue"})
"""Facets that Swagger 2.0 has on parameters alone."""
OPERATION_FACETS: Facets = {
    "externalDocs": ("externalDocs", external_docs),
    "x-ms-trigger-metadata": ("trigger-metadata", shape(kind=text, mode=text)),
    "x-ms-pageable": ("pageable", shape(nextLinkName=text)),
    "x-ms-api-annotation": ("api-annotation", api_annotation),
    "x-ms-no-generic-test": ("no-generic-test", flag),
}
RESPONSE_FACETS: Facets = {"examples": ("examples", mapping)}
INFO_FACETS: Facets = {
    "termsOfService": ("termsOfService", text),
    "license": ("license", license_),
    "x-ms-keywords": ("keywords", texts),
    "x-ms-api-annotation": ("api-annotation", api_annotation),
    "x-ms-deployment-version": ("deployment-version", text),
}
DEFINITION_FACETS: Facets = {"tags": ("tags", tags), "externalDocs": ("externalDocs", external_docs)}
PATH_FACETS: Facets = {}
PROPERTIES_FACETS: Facets = {
    "connectionParameterSets": ("connectionParameterSets", knowing(uiDefinition=mapping, values=list_of(mapping)))
}
CONNECTION_FACETS: Facets = {
    "defaultValue": ("defaultValue", anything),
    "metadata": ("metadata", knowing(sourceType=text)),
}
CONSTRAINTS: Facets = {
    "tabIndex": ("tabIndex", integer),
    "clearText": ("clearText", flag),
    "allowedValues": ("allowedValues", list_of(choice)),
    "capability": ("capability", texts),
}
