"""Parameters of OpenAPI 3 to those of Swagger 2.0: a schema without structure, and arrays joined by commas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.openapi3.node import Node, shown
from connectorsmith.importers.openapi3.schemas import INPUT, Schemas
from connectorsmith.importers.openapi3.texts import LONGEST_SUMMARY, label, plain_at

_IGNORED: Final = {"accept", "content-type", "authorization"}
"""Headers that the standard tells readers to ignore, https://spec.openapis.org/oas/v3.0.3#parameter-object."""
_PLACES: Final = ("path", "query", "header")
KEPT: Final = ("type", "format", "enum", "default", "items", "collectionFormat", "minimum", "maximum",
                "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems",
                "maxItems", "uniqueItems", "x-ms-visibility")  # fmt: skip
"""Keywords of a schema that a parameter outside the body can have."""
OF_ITEMS: Final = ("type", "format", "enum", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
                    "multipleOf", "minLength", "maxLength", "pattern")  # fmt: skip
"""Keywords that the items of such a parameter can have, https://spec.openapis.org/oas/v2.0#items-object."""
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
    written: dict[tuple[str, str], Node] = {}
    for reference in nodes:
        node = schemas.source.resolve(reference, "parameter")
        name = node.text("name") if node is not None else None
        place = node.text("in") if node is not None else None
        if node is not None and name is not None and place is not None:
            _report_repeated(written.get((place, name)), reference, name)
            written[place, name] = reference
            found[place, name] = node
        elif node is not None:
            node.lose("wrong-type", None, "a parameter without a name or a place")
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for (place, name), node in found.items():
        for one in _converted(node, name, place, schemas, path):
            key = (one["in"], one["name"])
            if key in made:
                node.lose("parameter-name-clash", None, f"parameter {one['name']}")
            made.setdefault(key, one)
    return list(made.values())


def _report_repeated(first: Node | None, second: Node, name: str) -> None:
    """Report a parameter that another one in the same list replaces, unless the two are equal."""
    if first is None or (first.file, first.keys[:-1]) != (second.file, second.keys[:-1]):
        return
    if first.value != second.value:
        first.lose("parameter-name-clash", None, f"parameter {name}", "the one of the same name below")


def _converted(node: Node, name: str, place: str, schemas: Schemas, path: str) -> Iterator[dict[str, Any]]:
    if place == "cookie" and re.fullmatch(_COOKIE_NAME, name):
        yield from (_cookie(node, name, one) for one in _placed(node, name, "header", schemas))
    elif place == "cookie":
        node.lose("key-dropped", None, f"the cookie {name}")
    elif place == "header" and name.lower() in _IGNORED:
        node.lose("ignored-header", None, f"header {name}")
    elif place not in _PLACES:
        node.lose("key-dropped", None, f"the parameter {name} in {place}")
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
    schema = _schema(node, schemas)
    _texts(node, made, schema)
    style = node.text("style") or ("form" if place == "query" else "simple")
    explode = node.flag("explode", style == "form")
    for key in ("allowReserved", "allowEmptyValue"):
        if node.flag(key):
            node.lose("reserved-characters" if key == "allowReserved" else "key-dropped", key)
    if place == "path" and style in ("label", "matrix"):
        raise NotSupportedError("path-style", node, f"the style {style} of {name}")
    made |= node.kept_extensions()
    node.finish()
    kind, at = schema.get("type"), (*node.keys, "schema")
    if kind == "object" and place == "query" and schema.get("properties"):
        deep = style == "deepObject"
        node.lose("object-parameter", None, f"the object {name}")
        yield from _members(node, made, schema, name if deep else "", schemas)
        return
    if kind in ("object", None):
        if kind == "object":
            node.lose("object-as-text", None, f"the object {name}")
        elif not node.has("content"):
            node.lose("type-assumed", None, f"the parameter {name} without a type", "the type string")
        schema = {"type": "string"} | {key: schema[key] for key in ("description", "enum") if key in schema}
    if kind == "array":
        schema = _array(node, schema, name, style, explode, at)
    yield made | _on_parameter(node, schema, made, at)


def _schema(node: Node, schemas: Schemas) -> dict[str, Any]:
    """The schema of a parameter, without references; a parameter with ``content`` is a text."""
    if node.has("schema"):
        return _resolved(schemas.whole(node.at("schema"), INPUT), schemas)
    content = node.map("content")
    if content is not None:
        node.lose("content-parameter", "content")
        return {"type": "string"}
    return {}


def _resolved(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """A schema whose items have no reference either."""
    items = schema.get("items")
    for _ in range(_DEEPEST):
        if not isinstance(items, dict) or "$ref" not in items:
            break
        items = schemas.definition(items["$ref"].removeprefix("#/definitions/"))
    return schema | {"items": items} if isinstance(items, dict) else schema


def _texts(node: Node, made: dict[str, Any], schema: dict[str, Any]) -> None:
    """Label, description and example, which the schema may have in the place of the parameter."""
    title = schema.pop("title", None)
    if title is not None and (len(title) > LONGEST_SUMMARY or not node.at("schema").has("title")):
        node.lose("text-replaced", "schema", f"title: {shown(title)}")  # a shared schema has a name, not a label
        title = None
    made["x-ms-summary"] = title or label(str(made["name"]))
    if description := plain_at(node, "description"):
        made["description"] = description
    if node.flag("deprecated"):
        node.lose("parameter-deprecated", "deprecated")
        made["x-ms-visibility"] = "advanced"
        made["x-ms-summary"] += " (deprecated)"
    place = "example" if node.raw("example") is not None else "schema"
    example, inner = node.raw("example"), schema.pop("example", None)
    if example is not None and inner is not None:
        node.lose("example-dropped", "schema", f"example: {shown(inner)}")
    example = inner if example is None else example
    for name, one in (node.map("examples") or Node({}, (), node.losses)).members():
        if example is None and one.is_object and "value" in one.value:
            example = one.value["value"]
        else:
            node.lose("example-dropped", "examples", f"example {name}")
    if isinstance(example, str | int | float) and not isinstance(example, bool) and str(example).strip():
        secret = _SECRET.search(str(made["name"]))
        node.lose("example-dropped" if secret else "example-in-description", place, shown(example))
        if not secret:
            before = made.get("description", made["x-ms-summary"]).rstrip()
            end = "" if before.endswith((".", "!", "?", ":")) else "."
            made["description"] = f"{before}{end} For example: {shown(example)}"
    elif example is not None:
        node.lose("example-dropped", place, f"example: {shown(example)}")


def _members(
    node: Node, whole: dict[str, Any], schema: dict[str, Any], prefix: str, schemas: Schemas, depth: int = 0
) -> Iterator[dict[str, Any]]:
    """One parameter for each member of an object: ``filter[created]``, or the bare name where it is exploded."""
    required = {*schema.get("required", ())} if whole.get("required") else set()
    for name, member in schema["properties"].items():
        full = f"{prefix}[{name}]" if prefix else name
        value, at = member, (*node.keys, "schema", "properties", name)
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
            value = _array(node, _resolved(value, schemas), full, "form", True, at)
        yield made | _on_parameter(node, value, made, at)


def _array(node: Node, schema: dict[str, Any], name: str, style: str, explode: bool, at: Keys) -> dict[str, Any]:
    items = schema.get("items", {})
    if items.get("type") in ("object", "array", None) and items != {}:
        node.lose("array-of-objects", None, f"the array {name}")
        return {"type": "string"} | {key: schema[key] for key in ("description",) if key in schema}
    if explode and style == "form":
        became = f"a list joined by commas; script: [{{query: {{repeat: [{name}]}}}}] sends one parameter for each item"
        node.lose("exploded-array", None, f"the array {name}, one parameter for each item", became)
    elif style in ("spaceDelimited", "pipeDelimited"):
        node.lose("array-format", None, f"the array {name} in the style {style}")
    if "type" not in items:
        node.losses.add("type-assumed", (*at, "items"), "items without a type", "the type string", node.file)
    plain_items = carried(node, items, OF_ITEMS, (*at, "items"))
    return schema | {"items": plain_items or {"type": "string"}, "collectionFormat": "csv"}


def _on_parameter(node: Node, schema: dict[str, Any], made: dict[str, Any], at: Keys) -> dict[str, Any]:
    """The keywords of a schema that go on the parameter; its description counts where the parameter has none."""
    if "description" in schema and "description" in made:
        node.losses.add("text-replaced", (*at, "description"), shown(schema["description"]), None, node.file)
    known = {key: value for key, value in schema.items() if key != "description" or key not in made}
    found = carried(node, known, [key for key in (*KEPT, "description") if key not in made], at)
    found.setdefault("type", "string")
    return found


def carried(node: Node, schema: dict[str, Any], kept: Collection[str], at: Keys | None = None) -> dict[str, Any]:
    """The keywords of a schema that have a place where it goes; the others are reported.

    ``at`` is the place of the schema, below the node by default.
    """
    place = at or (*node.keys, "schema")
    lost = [key for key in schema if key not in (*kept, "x-ms-summary", "x-ms-visibility")]
    if lost:
        found = ", ".join(f"{key}: {shown(schema[key])}" for key in lost)
        node.losses.add("keyword-without-place", place, found, None, node.file)
    return {key: schema[key] for key in kept if key in schema}
