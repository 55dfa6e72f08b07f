"""Parameters of OpenAPI 3 to those of Swagger 2.0: a schema without structure, and arrays joined by commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.importers.openapi3.node import Node, shown
from connectorsmith.importers.openapi3.schemas import INPUT, Schemas
from connectorsmith.importers.openapi3.texts import label, plain

_IGNORED: Final = {"accept", "content-type", "authorization"}
"""Headers that the standard tells readers to ignore, https://spec.openapis.org/oas/v3.0.3#parameter-object."""
_PLACES: Final = ("path", "query", "header")
_KEPT: Final = ("type", "format", "enum", "default", "items", "collectionFormat", "minimum", "maximum",
                "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems",
                "maxItems", "uniqueItems", "x-ms-visibility")  # fmt: skip
"""Keywords of a schema that a parameter outside the body can have."""
COOKIE: Final = "X-Cookie-"
"""How the name of a header begins whose value a policy sends as a cookie."""
_COOKIE_NAME: Final = r"[!#$%&*+.^_`|~0-9A-Za-z-]+"
"""https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1"""
_SECRET: Final = re.compile(r"(?i)key|token|secret|password")
_DEEPEST: Final = 3
"""Levels of an object in the query that become parameters; a maker fills in no more."""


class NotSupportedError(Exception):
    """An operation cannot be a part of a connector; ``loss`` is the id of the reason, ``node`` where it is."""

    def __init__(self, loss: str, node: Node, found: str | None = None) -> None:
        super().__init__(loss)
        self.loss, self.node, self.found = loss, node, found


def parameters(nodes: list[Node], schemas: Schemas, path: str) -> list[dict[str, Any]]:
    """The parameters of an operation, of the path item first; one of the same name and place replaces it.

    Raises NotSupportedError for a style of a path parameter that no Swagger 2.0 definition can have.
    """
    found: dict[tuple[str, str], Node] = {}
    for reference in nodes:
        node = schemas.source.follow(reference)
        name = node.text("name") if node is not None else None
        place = node.text("in") if node is not None else None
        if node is not None and name is not None and place is not None:
            found[place, name] = node
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for (place, name), node in found.items():
        for one in _converted(node, name, place, schemas, path):
            key = (one["in"], one["name"])
            if key in made:
                node.lose("parameter-name-clash", None, f"parameter {one['name']}")
            made.setdefault(key, one)
    return list(made.values())


def _converted(node: Node, name: str, place: str, schemas: Schemas, path: str) -> Iterator[dict[str, Any]]:
    if place == "cookie" and re.fullmatch(_COOKIE_NAME, name):
        yield from (_cookie(node, name, one) for one in _placed(node, name, "header", schemas))
    elif place == "cookie":
        node.lose("key-dropped", "name", f"the cookie {name}")
    elif place == "header" and name.lower() in _IGNORED:
        node.lose("ignored-header", None, f"header {name}")
    elif place not in _PLACES:
        node.lose("key-dropped", "in", place)
    elif place == "path" and f"{{{name}}}" not in path:
        node.lose("path-parameter-unused", None, f"path parameter {name}")
    else:
        yield from _placed(node, name, place, schemas)


def _cookie(node: Node, name: str, made: dict[str, Any]) -> dict[str, Any]:
    """A header of its own for a cookie, which a policy sends as one."""
    node.lose(
        "cookie-parameter", None, f"cookie {name}", f"the header {COOKIE}{name}, which a policy sends as a cookie"
    )
    return made | {"name": f"{COOKIE}{name}", "x-ms-summary": label(name)}


def cookies_of(found: list[dict[str, Any]]) -> tuple[str, ...]:
    """The names of the cookies among converted parameters."""
    names = [one["name"] for one in found if one["in"] == "header"]
    return tuple(name.removeprefix(COOKIE) for name in names if name.startswith(COOKIE))


def _placed(node: Node, name: str, place: str, schemas: Schemas) -> Iterator[dict[str, Any]]:
    made: dict[str, Any] = {"name": name, "in": place}
    if node.flag("required") or place == "path":
        made["required"] = True
    if place == "path":
        made["x-ms-url-encoding"] = "single"
    _texts(node, made)
    schema = _schema(node, schemas)
    style = node.text("style") or ("form" if place == "query" else "simple")
    explode = node.flag("explode", style == "form")
    for key in ("allowReserved", "allowEmptyValue"):
        if node.flag(key):
            node.lose("reserved-characters" if key == "allowReserved" else "key-dropped", key)
    if place == "path" and style in ("label", "matrix"):
        raise NotSupportedError("path-style", node, f"the style {style} of {name}")
    made |= node.kept_extensions()
    node.finish()
    kind = schema.get("type")
    if kind == "object" and place == "query" and schema.get("properties"):
        deep = style == "deepObject"
        node.lose("object-parameter", None, f"the object {name}")
        yield from _members(node, made, schema, name if deep else "", schemas)
        return
    if kind == "object" or (kind is None and place != "body"):
        if kind == "object":
            node.lose("object-as-text", None, f"the object {name}")
        schema = {"type": "string"} | {key: schema[key] for key in ("description", "enum") if key in schema}
    if kind == "array":
        schema = _array(node, schema, name, style, explode, schemas)
    yield made | _carried(schema, made)


def _schema(node: Node, schemas: Schemas) -> dict[str, Any]:
    """The schema of a parameter, without references; a parameter with ``content`` is a text."""
    if node.has("schema"):
        return _resolved(schemas.whole(node.at("schema"), INPUT), schemas)
    content = node.object("content")
    if content is not None:
        node.lose("content-parameter", "content")
        return {"type": "string"}
    return {"type": "string"}


def _resolved(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """A schema whose items have no reference either."""
    items = schema.get("items")
    for _ in range(_DEEPEST):
        if not isinstance(items, dict) or "$ref" not in items:
            break
        items = schemas.definition(items["$ref"].removeprefix("#/definitions/"))
    return schema | {"items": items} if isinstance(items, dict) else schema


def _texts(node: Node, made: dict[str, Any]) -> None:
    description = node.text("description")
    made["x-ms-summary"] = label(str(made["name"]))
    if description:
        made["description"] = plain(description)
    if node.flag("deprecated"):
        node.lose("parameter-deprecated", "deprecated")
        made["x-ms-visibility"] = "advanced"
        made["x-ms-summary"] += " (deprecated)"
    example = node.raw("example")
    for name, one in (node.object("examples") or Node({}, (), node.losses)).members():
        if example is None and one.is_object and "value" in one.value:
            example = one.value["value"]
        else:
            node.lose("example-dropped", "examples", f"example {name}")
    if isinstance(example, str | int | float) and not isinstance(example, bool) and str(example).strip():
        secret = _SECRET.search(str(made["name"]))
        node.lose("example-dropped" if secret else "example-in-description", "example", shown(example))
        if not secret:
            before = made.get("description", made["x-ms-summary"]).rstrip()
            end = "" if before.endswith((".", "!", "?", ":")) else "."
            made["description"] = f"{before}{end} For example: {shown(example)}"
    elif example is not None:
        node.lose("example-dropped", "example")


def _members(
    node: Node, whole: dict[str, Any], schema: dict[str, Any], prefix: str, schemas: Schemas, depth: int = 0
) -> Iterator[dict[str, Any]]:
    """One parameter for each member of an object: ``filter[created]``, or the bare name where it is exploded."""
    required = schema.get("required", ()) if whole.get("required") else ()
    for name, member in schema["properties"].items():
        full = f"{prefix}[{name}]" if prefix else name
        value = member
        for _ in range(_DEEPEST):
            if "$ref" in value:
                value = schemas.definition(value["$ref"].removeprefix("#/definitions/"))
        if value.get("properties") and prefix and depth < _DEEPEST:
            yield from _members(node, whole, value, full, schemas, depth + 1)
            continue
        made: dict[str, Any] = {"name": full, "in": "query"}
        if name in required:
            made["required"] = True
        made["x-ms-summary"] = value.get("x-ms-summary") or label(name)
        if value.get("type") in ("object", None):
            node.lose("object-as-text", None, f"the member {full}")
            value = {"type": "string"} | {key: value[key] for key in ("description",) if key in value}
        elif value["type"] == "array":
            value = _array(node, _resolved(value, schemas), full, "form", True, schemas)
        yield made | _carried(value, made)


def _array(
    node: Node, schema: dict[str, Any], name: str, style: str, explode: bool, schemas: Schemas
) -> dict[str, Any]:
    items = schema.get("items", {})
    if items.get("type") in ("object", "array", None) and items != {}:
        node.lose("array-of-objects", None, f"the array {name}")
        return {"type": "string"} | {key: schema[key] for key in ("description",) if key in schema}
    if explode and style == "form":
        became = f"a list joined by commas; script: [{{query: {{repeat: [{name}]}}}}] sends one parameter for each item"
        node.lose("exploded-array", None, f"the array {name}, one parameter for each item", became)
    elif style in ("spaceDelimited", "pipeDelimited"):
        node.lose("array-format", None, f"the array {name} in the style {style}")
    plain_items = {key: items[key] for key in ("type", "format", "enum", "pattern") if key in items}
    return schema | {"items": plain_items or {"type": "string"}, "collectionFormat": "csv"}


def _carried(schema: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """The keywords of a schema that go on the parameter; its description counts where the parameter has none."""
    found: dict[str, Any] = {key: schema[key] for key in _KEPT if key in schema and key not in made}
    found.setdefault("type", "string")
    if "description" in schema and "description" not in made:
        found["description"] = schema["description"]
    return found
