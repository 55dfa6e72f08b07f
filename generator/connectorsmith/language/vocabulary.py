"""The words that are just a value under a key, for each part of a package, from the table of words.

Structure (properties, parameters, responses, …) is code. An attribute is emitted in the order of the model's fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from connectorsmith.language.words import Facets as Facets
from connectorsmith.language.words import Table, facets, fits, package_keys, words
from connectorsmith.language.words import Word as Word
from connectorsmith.model import (
    ConnectionParameter,
    Connector,
    Info,
    Notification,
    Operation,
    Parameter,
    Policy,
    Properties,
    Response,
    Schema,
    UiDefinition,
)
from connectorsmith.model.values import ABSENT, Json


def written(words: Iterable[Word], part: object) -> Iterator[tuple[Word, Json]]:
    """The words that a part of the model has a value for, in their order, each with the value as JSON."""
    for word in words:
        value = getattr(part, word.attribute)
        if (value is not None and value is not ABSENT) or (value is None and word.attribute == "default"):
            yield word, word.thaw(value)


def plain_words(words: Iterable[Word], facets: Facets) -> Facets:
    """Attributes and facets together: by key of the package, the word in a spec and the kind of value."""
    return {**{word.key: (word.word, word.fits) for word in words}, **facets}


SCHEMA: Final = words("schemaKeys", Schema)
PARAMETER: Final = words("sharedParameter", Parameter)
OPERATION: Final = words("operation", Operation)
RESPONSE: Final = words("response", Response)
NOTIFICATION: Final = words("notification", Notification)
INFO: Final = words("info", Info)
DEFINITION: Final = words("", Connector)
PROPERTIES: Final = words("", Properties, "properties")
UI: Final = words("connectionParameter", UiDefinition, "uiDefinition")
CONNECTION_PARAMETER: Final = words("connectionParameter", ConnectionParameter)
POLICY: Final = words("policy", Policy)

_PARAMETER_FACETS: Final = facets("sharedParameter")
VALUE_ONLY: Final = frozenset(_PARAMETER_FACETS)
"""Facets that Swagger 2.0 has on parameters alone."""
SCHEMA_FACETS: Final[Facets] = {**facets("schemaKeys"), **_PARAMETER_FACETS}
OPERATION_FACETS: Final = facets("operation")
RESPONSE_FACETS: Final = facets("response")
NOTIFICATION_FACETS: Final = facets("notification")
INFO_FACETS: Final = facets("info")
DEFINITION_FACETS: Final = facets("")
PATH_FACETS: Final = facets("pathItem")
PROPERTIES_FACETS: Final = facets("", "properties")
CONNECTION_FACETS: Final = facets("connectionParameter")
CONSTRAINTS: Final = facets("connectionParameter", "constraints")

_SCHEMA_KEYS: Final = {
    **package_keys("schemaKeys"),
    **{key: entry for key, entry in package_keys("sharedParameter").items() if key in VALUE_ONLY},
}
PACKAGE_KEYS: Final[Mapping[str, Mapping[str, Table]]] = {
    "schema": _SCHEMA_KEYS,
    "parameter": {**_SCHEMA_KEYS, **package_keys("sharedParameter")},
    "response": package_keys("response"),
    "notification": package_keys("notification"),
    "operation": package_keys("operation"),
    "path": package_keys("pathItem"),
    "info": package_keys("info"),
    "root": package_keys(""),
    "properties": package_keys("", "properties"),
}
"""The keys that each kind of part may have in a package, with the JSON Schema of the value."""
POLICY_SECTION: Final = fits("policy", "section")
OAUTH: Final = fits("connectionParameter", "oAuthSettings")
