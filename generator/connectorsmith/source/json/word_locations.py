"""The words of the language beside the places where a package's JSON writes them.

A rule points with the words of a spec, whichever file the connector came from; words that only gain the prefix
``x-ms-`` need no line here, and a word that no file writes (``call``) means what it is in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from connectorsmith.diagnostics import Pointer


class Translation(NamedTuple):
    """Where a word is in JSON: ``{}`` is the word, ``..`` the container around, ``in=body`` an item of a list.

    ``container`` is matched against the JSON pointer of what should hold the word, with the document's label as its
    first part. Of several places the first that is written counts. ``depths`` are the numbers of keys that such a
    pointer can have, none if it is any number.
    """

    container: str
    words: frozenset[str]
    places: tuple[str, ...]
    depths: frozenset[int]


def _row(containers: str, words: str, *places: str) -> Translation:
    """A line of the table; ``*`` in a container is any one key, ``**`` any number of them; no words are all words."""
    pattern = "|".join(map(re.escape, containers.split())).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    depths = frozenset(one.count("/") + 1 for one in containers.split() if "**" not in containers)
    return Translation(pattern, frozenset(words.split()), places, depths)


_OPERATION = "apiDefinition/paths/*/*"
_NOTIFICATION = "apiDefinition/paths/*/x-ms-notification-content"
_HOLDER = (
    f"{_OPERATION}/parameters/* {_OPERATION}/responses/* apiDefinition/parameters/* apiDefinition/responses/* "
    + _NOTIFICATION
)
"""Parts whose schema a spec writes without one more level."""
_CONNECTION_PARAMETER = "apiProperties/properties/connectionParameters/*"
_POLICY = "apiProperties/properties/policyTemplateInstances/*"
_PARAMETERS = "parameters/x-ms-apimTemplate"
_SCHEMA = "type format items properties additionalProperties allOf enum default title $ref"

TRANSLATIONS = (
    _row("apiDefinition", "metadata", "x-ms-connector-metadata"),
    _row("apiDefinition/x-ms-connector-metadata", "", "propertyName={}"),
    _row("apiDefinition/paths/*", "notification", "x-ms-notification-content"),
    _row(_OPERATION, "notification", "../x-ms-notification-content"),
    _row(_OPERATION, "body", "parameters/in=body"),
    _row(_HOLDER, _SCHEMA, "schema/{}"),
    _row(_HOLDER, "options", "schema/x-ms-dynamic-values", "schema/x-ms-dynamic-list"),
    _row(_HOLDER, "fields", "schema/x-ms-dynamic-schema", "schema/x-ms-dynamic-properties"),
    _row("apiDefinition/**", "options", "x-ms-dynamic-values", "x-ms-dynamic-list"),
    _row("apiDefinition/**", "fields", "x-ms-dynamic-schema", "x-ms-dynamic-properties"),
    _row("apiDefinition/**/x-ms-dynamic-*", "operation", "operationId"),
    _row("apiDefinition/**/x-ms-dynamic-*", "collection", "value-collection", "itemsPath"),
    _row("apiDefinition/**/x-ms-dynamic-*", "value path", "value-path", "itemValuePath"),
    _row("apiDefinition/**/x-ms-dynamic-*", "title", "value-title", "itemTitlePath"),
    _row("apiDefinition/**/x-ms-dynamic-*", "with", "parameters"),
    _row("apiProperties", "policies", "properties/policyTemplateInstances"),
    _row("apiProperties", "", "properties/{}"),
    _row("apiProperties/properties", "policies", "policyTemplateInstances"),
    _row(_CONNECTION_PARAMETER, "", "uiDefinition/{}", "uiDefinition/constraints/{}"),
    _row(_POLICY, "template", "templateId"),
    _row(_POLICY, "section", _PARAMETERS + "-policySection"),
    _row(_POLICY, "operations", _PARAMETERS + "-operationName"),
    _row(_POLICY, "", _PARAMETERS + "Parameter.{}", "parameters/{}"),
)


@lru_cache(1024)
def lines_for(word: str, depth: int) -> tuple[Translation, ...]:
    """The lines of the table that may be about a word in a container whose pointer has this many keys."""
    named = (row for row in TRANSLATIONS if not row.words or word in row.words)
    return tuple(row for row in named if not row.depths or depth + 1 in row.depths)


def translate(container: Pointer, depth: int, word: str) -> list[str]:
    """The places, relative to a container, where JSON may write a word; the likeliest first.

    ``depth`` is the number of keys of the container's pointer.
    """
    rows = lines_for(word, depth)
    if not rows:
        return []
    whole, escaped = f"{container.document}{container}", _escaped(word)
    return [place.replace("{}", escaped) for row in rows if re.fullmatch(row.container, whole) for place in row.places]


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
