"""Relations between operations: pages of a list, and lists that fill the dropdown of an id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Losses

_NEXT: Final = ("nextLink", "@odata.nextLink")
_MAYBE_NEXT: Final = ("next", "next_page", "nextPage", "next_url", "nextPageUrl")
_TITLES: Final = ("name", "title", "displayName", "display_name", "label", "subject", "summary")
_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


def add_paging(paths: Mapping[str, Any], definitions: Mapping[str, Any], losses: Losses) -> None:
    """Mark the lists whose answer has a link to the next page under a name that the designer follows."""
    for path, item in paths.items():
        operation = item.get("get")
        schema = _answer(operation, definitions) if operation else None
        members = schema.get("properties", {}) if schema else {}
        lists = [name for name, one in members.items() if _resolved(one, definitions).get("type") == "array"]
        link = next((name for name in _NEXT if name in members), None)
        maybe = next((name for name in _MAYBE_NEXT if name in members), None)
        if link and "value" in lists:
            operation["x-ms-pageable"] = {"nextLinkName": link}
        elif lists and (link or maybe):
            losses.add("paging-proposed", ("paths", path, "get"), f"the value {link or maybe} beside {lists[0]}")


def add_dropdowns(paths: Mapping[str, Any], definitions: Mapping[str, Any], losses: Losses) -> None:
    """Fill the dropdown of an id from the list of its resource, where GET of the path before it gives that list."""
    for path, item in paths.items():
        found = re.match(r"(.*)/\{([^{}]+)\}", path)
        source = paths.get(found[1], {}).get("get") if found else None
        if found is None or source is None:
            continue
        choices = _choices(source, definitions)
        for method, operation in item.items():
            if method.startswith("x-") or not isinstance(operation, dict) or choices is None:
                continue
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] == found[2] and "enum" not in parameter:
                    _fill(parameter, source, choices, path, method, losses)


def _fill(
    parameter: dict[str, Any],
    source: dict[str, Any],
    choices: tuple[str, str, str],
    path: str,
    method: str,
    losses: Losses,
) -> None:
    collection, value, title = choices
    needed = [one for one in source.get("parameters", ()) if one.get("required")]
    others = {one["name"] for one in needed if one["in"] == "path"}
    certain = all(one["in"] == "path" and one["name"] in _VARIABLE.findall(path) for one in needed)
    if not certain or "x-ms-dynamic-values" in parameter:
        losses.add("dropdown-proposed", ("paths", path, method), f"{parameter['name']} from {source['operationId']}")
        return
    values: dict[str, Any] = {"operationId": source["operationId"]}
    listed: dict[str, Any] = {"operationId": source["operationId"]}
    if others:
        values["parameters"] = {name: {"parameter": name} for name in sorted(others)}
        listed["parameters"] = {name: {"parameterReference": name} for name in sorted(others)}
    if collection:
        values["value-collection"] = listed["itemsPath"] = collection
    parameter["x-ms-dynamic-values"] = values | {"value-path": value, "value-title": title}
    parameter["x-ms-dynamic-list"] = listed | {"itemValuePath": value, "itemTitlePath": title}


def _choices(operation: dict[str, Any], definitions: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The list of a response, and the id and title of its items; ``None`` if it is not certain which they are."""
    schema = _answer(operation, definitions)
    if schema is None:
        return None
    if schema.get("type") == "array":
        collection, items = "", schema.get("items", {})
    else:
        members = {name: _resolved(one, definitions) for name, one in schema.get("properties", {}).items()}
        lists = [(name, one["items"]) for name, one in members.items() if one.get("type") == "array" and "items" in one]
        if len(lists) != 1:
            return None
        collection, items = lists[0]
    members = _resolved(items, definitions).get("properties", {})
    title = next((name for name in _TITLES if name in members), None)
    return (collection, "id", title) if "id" in members and title is not None else None


def _answer(operation: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any] | None:
    found = next(
        (one for code, one in operation["responses"].items() if code.startswith("2") and "schema" in one), None
    )
    return _resolved(found["schema"], definitions) if found else None


def _resolved(schema: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A schema, or the definition that it refers to, which is not a reference itself."""
    return definitions.get(schema["$ref"].removeprefix("#/definitions/"), {}) if "$ref" in schema else schema
