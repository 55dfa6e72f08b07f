"""Parameters, request bodies and headers of an exported document as those of the definition."""

from __future__ import annotations

from typing import Any

from connectorsmith.importers.exported.marks import ADDED, ASIDE, BESIDE, ORDER, OWN, SHARED, order_of
from connectorsmith.importers.exported.media_types import format_of, is_form
from connectorsmith.importers.exported.restore import copied, entries, restored
from connectorsmith.importers.exported.schemas import Names, schema
from connectorsmith.importers.openapi3.node import Node


def parameter(node: Node, names: Names) -> dict[str, Any]:
    """A parameter of a request, or the reference to a shared one."""
    if not node.is_object:
        node.lose("wrong-type")
        return {}
    made: dict[str, Any] = {}
    if node.has("$ref"):
        made["$ref"] = names.reference(node.raw("$ref"))
    copied(node, made, "name", "in", "description", "required", "deprecated", "allowEmptyValue", "example")
    return _with_schema(node, made, names)


def header(node: Node, names: Names) -> Any:
    """A header of a response."""
    if not node.is_object:
        node.lose("wrong-type")
        return {}
    made: dict[str, Any] = {}
    copied(node, made, "description", "example")
    return _with_schema(node, made, names)


def _with_schema(node: Node, made: dict[str, Any], names: Names) -> dict[str, Any]:
    made |= format_of(node.value)
    node.read.update(("style", "explode"))
    if node.has("schema"):
        found = schema(node.at("schema"), names)
        if node.value.get(BESIDE) is True:
            made["schema"] = found
        elif isinstance(found, dict):
            made |= found
        else:
            node.finish()
            return found  # type: ignore[no-any-return]
    return restored(node, made)


def given(operation: Node, names: Names) -> dict[str, Any]:
    """The key ``parameters`` of an operation or a path: those of the request, and those of its body."""
    found = [
        one for node in operation.array("parameters") if ADDED not in _object(node) if (one := parameter(node, names))
    ]
    body = operation.object("requestBody")
    if body is not None and SHARED not in body.value:
        found += _body(body, names)
    order = operation.raw(ORDER)
    if not isinstance(order, list):
        return {"parameters": found} if found else {}
    known = {order_of(one): one for one in found}
    listed = []
    for entry in order:
        if isinstance(entry, dict):
            listed.append(entry.get("value"))
        elif isinstance(entry, str) and entry in known:
            listed.append(known.pop(entry))
    return {"parameters": [*listed, *known.values()]}


def _object(node: Node) -> dict[str, Any]:
    return node.value if isinstance(node.value, dict) else {}


def _body(node: Node, names: Names) -> list[dict[str, Any]]:
    """The parameters of a request body: one for each member of a form, else one."""
    found = entries(node.object("content"))
    aside = node.value.get(ASIDE)
    written = aside if isinstance(aside, dict) else {}
    same_as_first(found)
    entry = found[0][1] if found else None
    if "$ref" in written:
        return [written]
    if entry is not None and all(is_form(kind) for kind, _ in found) and written.get("in") != "body":
        return _form(entry, node, names)
    made: dict[str, Any] = {"name": "body", "in": "body"}
    copied(node, made, "description", "required")
    if entry is not None and entry.has("schema"):
        made["schema"] = schema(entry.at("schema"), names)
    if entry is not None:
        entry.finish()
    return [restored(node, made)]


def same_as_first(found: list[tuple[str, Node]]) -> None:
    """Report what media types after the first one have of their own, since a definition has one schema for all."""
    for _, one in found[1:]:
        for key, value in one.value.items():
            if key != "example" and found[0][1].value.get(key) != value:
                one.lose("key-dropped", str(key))


def _form(entry: Node, body: Node, names: Names) -> list[dict[str, Any]]:
    body.read.update(("required", "description", *OWN))
    body.finish()
    found = entry.object("schema")
    members = found.object("properties") if found is not None else None
    required = found.raw("required") if found is not None else None
    needed = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set()
    encodings = entry.object("encoding")
    made = []
    for name, member in members.members() if members is not None else ():
        aside = _object(member).get(ASIDE)
        if isinstance(aside, dict) and "$ref" in aside:
            made.append(aside)
            continue
        encoding = encodings.object(name) if encodings is not None else None
        if encoding is not None:
            encoding.read.update(("style", "explode"))
            encoding.finish()
        one: dict[str, Any] = {"name": name, "in": "formData"}
        if name in needed:
            one["required"] = True
        one |= format_of(encoding.value) if encoding is not None else {}
        whole = schema(member, names)
        made.append(one | (whole if isinstance(whole, dict) else {}))
    for part in (found, entry, encodings):
        if part is not None:
            part.read.add("type")
            part.finish()
    return made
