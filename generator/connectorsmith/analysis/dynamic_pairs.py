"""``options`` and ``fields``: one description for each of the two pairs of dynamic extensions.

``options`` writes x-ms-dynamic-values and x-ms-dynamic-list, ``fields`` writes x-ms-dynamic-schema and
x-ms-dynamic-properties, https://learn.microsoft.com/connectors/custom-connectors/openapi-extensions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectorsmith.model import Json, same

_LIST = {
    "collection": ("value-collection", "itemsPath"),
    "value": ("value-path", "itemValuePath"),
    "title": ("value-title", "itemTitlePath"),
}
_SCHEMA = {"path": ("value-path", "itemValuePath")}

Pair = tuple[dict[str, Json], dict[str, Json]]


def expand_options(options: Mapping[str, Any]) -> Pair:
    """The two dropdown extensions that ``options`` represents."""
    return _expand(options, _LIST)


def expand_fields(fields: Mapping[str, Any]) -> Pair:
    """The two dynamic-schema extensions that ``fields`` represents."""
    return _expand(fields, _SCHEMA)


def fold_options(older: Json, newer: Json) -> dict[str, Json] | None:
    """The ``options`` that expand to exactly these two extensions, if there are any."""
    return _fold(older, newer, _LIST)


def fold_fields(older: Json, newer: Json) -> dict[str, Json] | None:
    """The ``fields`` that expand to exactly these two extensions, if there are any."""
    return _fold(older, newer, _SCHEMA)


def schema_path(path: str) -> str:
    """The path of dynamic-properties for one of dynamic-schema: that of a schema, and not of its ``properties``."""
    return path.removesuffix("properties").removesuffix("/") if path.split("/")[-1] == "properties" else path


def _expand(words: Mapping[str, Any], keys: Mapping[str, tuple[str, str]]) -> Pair:
    older: dict[str, Json] = {"operationId": words["operation"]}
    newer: dict[str, Json] = {"operationId": words["operation"]}
    for word, (old_key, new_key) in keys.items():
        if word in words:
            older[old_key] = newer[new_key] = words[word]
    if "with" in words:
        older["parameters"] = {name: _older(value) for name, value in words["with"].items()}
        newer["parameters"] = {name: _newer(value) for name, value in words["with"].items()}
    return older, newer


def _older(value: str | Mapping[str, Json]) -> Json:
    """An argument as dynamic-values and dynamic-schema write it: a body property without the body, or a constant."""
    if not isinstance(value, str):
        return value["value"]
    body, _, path = value.partition("/")
    return {"parameter": path.replace("/", ".") or body}


def _newer(value: str | Mapping[str, Json]) -> Json:
    """An argument as dynamic-list and dynamic-properties write it."""
    return {"parameterReference": value} if isinstance(value, str) else {"value": value["value"]}


def _is_constant(value: Json) -> bool:
    return isinstance(value, dict) and value.keys() == {"value"}


def _fold(older: Json, newer: Json, keys: Mapping[str, tuple[str, str]]) -> dict[str, Json] | None:
    if older is None or newer is None or not isinstance(newer.get("operationId"), str):
        return None
    words: dict[str, Json] = {"operation": newer["operationId"]}
    words |= {word: newer[new_key] for word, (_, new_key) in keys.items() if isinstance(newer.get(new_key), str)}
    arguments = newer.get("parameters")
    if isinstance(arguments, dict):
        if not all(isinstance(value, dict) for value in arguments.values()):
            return None
        words["with"] = {name: value.get("parameterReference", value) for name, value in arguments.items()}
        if not all(isinstance(value, str) or _is_constant(value) for value in words["with"].values()):
            return None
    if not keys.keys() - {"path", "collection"} <= words.keys():
        return None
    expanded = _expand(words, keys)
    return words if same(expanded[0], older) and same(expanded[1], newer) else None
