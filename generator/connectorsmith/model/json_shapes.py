"""What kind of value a key of a package or of a spec may hold: tests of JSON values, and ways to combine them.

A value that is of no documented kind is never dropped; the model keeps it as it is, beside what it knows.
"""

from __future__ import annotations

from collections.abc import Callable

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


def mapping_of(item: Fits) -> Fits:
    """An object whose values are all of one kind."""
    return lambda value: type(value) is dict and all(map(item, value.values()))


def list_of(item: Fits) -> Fits:
    """A list whose items are all of one kind."""
    return lambda value: type(value) is list and all(map(item, value))


def shape(**known: Fits) -> Fits:
    """An object that has no other keys than these and extensions."""

    def fits(value: Json) -> bool:
        if type(value) is not dict:
            return False
        return all(known[key](item) if key in known else key.startswith("x-") for key, item in value.items())

    return fits


def knowing(**known: Fits) -> Fits:
    """An object in which these keys, where they are written, are of these kinds; others may be there."""
    return lambda value: type(value) is dict and all(fits(value[key]) for key, fits in known.items() if key in value)


def choice(value: Json) -> bool:
    """A value to choose from, with the text that is shown for it."""
    return knowing(text=text)(value) and "value" in value and value.keys() <= {"text", "value"}


def text_or_null(value: Json) -> bool:
    """A text, or null where it is left open."""
    return value is None or type(value) is str


def schemes(value: Json) -> bool:
    """A list of transfer protocols."""
    return texts(value) and all(item in ("http", "https", "ws", "wss") for item in value)


contact = shape(name=text, url=text, email=text)
license_ = shape(name=text, url=text)
external_docs = shape(description=text, url=text)
tags = list_of(shape(name=text, description=text, externalDocs=external_docs))
security = list_of(mapping_of(texts))
security_definitions = mapping_of(
    shape(
        type=one_of("basic", "apiKey", "oauth2"),
        description=text,
        name=text,
        flow=one_of("implicit", "password", "application", "accessCode"),
        authorizationUrl=text,
        tokenUrl=text,
        scopes=mapping_of(text),
        **{"in": one_of("query", "header")},
    )
)
api_annotation = shape(family=text, revision=integer, status=text, replacement=mapping)
xml = shape(name=text, namespace=text, prefix=text, attribute=flag, wrapped=flag)
dynamic_values = knowing(
    operationId=text, parameters=mapping, **{"value-path": text, "value-title": text, "value-collection": text}
)
dynamic_list = knowing(operationId=text, parameters=mapping, itemsPath=text, itemValuePath=text, itemTitlePath=text)
dynamic_schema = knowing(operationId=text, parameters=mapping, **{"value-path": text})
dynamic_properties = knowing(operationId=text, parameters=mapping, itemValuePath=text)
dynamic_tree = knowing(settings=mapping, open=mapping, browse=mapping)
oauth = knowing(
    identityProvider=text,
    clientId=text_or_null,
    clientSecret=text_or_null,
    scopes=texts,
    redirectMode=text,
    redirectUrl=text,
    properties=mapping,
    customParameters=mapping_of(mapping),
    additionalParameters=mapping,
)
visibility = one_of("none", "important", "advanced", "internal")
section = one_of("Request", "Response", "Failure")
