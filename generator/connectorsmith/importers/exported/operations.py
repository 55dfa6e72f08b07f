"""Paths and operations of an exported document as those of the definition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from connectorsmith.importers.exported.marks import ADDED
from connectorsmith.importers.exported.media_types import consumes_of, produces_of
from connectorsmith.importers.exported.parameters import given, header, same_as_first
from connectorsmith.importers.exported.restore import copied, entries, instead_of, restored
from connectorsmith.importers.exported.schemas import Names, schema
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.model import METHODS

_NOTIFICATION: Final = "x-ms-notification-content"


class Paths(Struct):
    """Restores path items; ``consumes`` and ``produces`` are the media types of the whole definition."""

    names: Names
    consumes: Sequence[str]
    produces: Sequence[str]
    operations: int = 0

    def restore(self, node: Node) -> dict[str, Any]:
        """The paths of the definition."""
        made: dict[str, Any] = {}
        for path, item in node.members():
            if not path.startswith("x-") and item.is_object:
                node.read.add(path)
                made[path] = self._item(item)
        return restored(node, made)

    def _item(self, node: Node) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for method in METHODS:
            operation = node.object(method)
            if operation is not None:
                made[method] = self._operation(operation, node.has(_NOTIFICATION))
                self.operations += 1
        made |= given(node, self.names)
        if node.has(_NOTIFICATION):
            made[_NOTIFICATION] = self.names.referring(node.raw(_NOTIFICATION))
        return restored(node, made)

    def _operation(self, node: Node, notified: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        copied(node, made, "tags", "summary", "description", "externalDocs", "operationId", "deprecated")
        made |= given(node, self.names)
        answers = node.object("responses")
        if answers is not None:
            made["responses"] = self._responses(answers)
        if node.has("security"):
            made["security"] = requirements(node.raw("security"), self.names)
        made |= consumes_of(node.value, self.consumes) | produces_of(node.value, self.produces)
        for name, callback in (node.object("callbacks") or Node({}, (), node.losses)).members():
            if not notified and not callback.has(ADDED):
                callback.lose("callback-dropped", None, f"the callback {name}")
        return restored(node, made)

    def _responses(self, node: Node) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for code, one in node.members():
            if code.startswith("x-"):
                continue
            node.read.add(code)
            if not one.has(ADDED):
                made[code] = response(one, self.names)
        return restored(node, made)


def response(node: Node, names: Names) -> Any:
    """A response, or the reference to a shared one."""
    found = instead_of(node, {"description": ""})
    if found is not None:
        return found[0]
    made: dict[str, Any] = {}
    if node.has("$ref"):
        made["$ref"] = names.reference(node.raw("$ref"))
    copied(node, made, "description")
    headers = node.object("headers")
    if headers is not None:
        made["headers"] = {name: header(one, names) for name, one in headers.members()}
    examples: dict[str, Any] = {}
    content = entries(node.object("content"))
    same_as_first(content)
    for number, (kind, entry) in enumerate(content):
        if not number and entry.has("schema"):
            made["schema"] = schema(entry.at("schema"), names)
        if entry.has("example"):
            examples[kind] = entry.raw("example")
        if not number:
            entry.finish()
    if examples:
        made["examples"] = examples
    return restored(node, made)


def requirements(value: Any, names: Names) -> Any:
    """Security requirements with the names that the schemes have in the definition."""
    if not isinstance(value, list):
        return value
    return [
        {names.old("securitySchemes", name): scopes for name, scopes in one.items()} if isinstance(one, dict) else one
        for one in value
    ]
