"""Keywords of a schema that a connector has no place for: rules that it cannot check, and what is not about values."""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.importers.openapi3.node import Node

INNER: Final = ("$defs", "definitions")
"""Keywords whose schemas are read through the references to them."""
_UNSUPPORTED: Final = frozenset(("not", "if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies",
                       "propertyNames", "patternProperties", "unevaluatedProperties", "unevaluatedItems", "contains",
                       "minContains", "maxContains", "contentSchema"))  # fmt: skip
_FOR_TOOLS: Final = frozenset(("$schema", "$id", "$comment", "$anchor", "$dynamicAnchor", "$vocabulary"))
"""Keywords that say how a schema is read, and nothing about its values."""
_TEXTS: Final = ("title", "description", "example")


def inner_schemas(node: Node) -> list[Node]:
    """The schemas below a schema that only references lead to."""
    holders = [node.at(key) for key in INNER if node.has(key) and isinstance(node.value[key], dict)]
    return [one for holder in holders for _, one in holder.members()]


def report_annotations(node: Node) -> None:
    """Report the keywords of a schema that are not about its values; they are known also beside a reference."""
    for key in node.written(_FOR_TOOLS):
        node.lose("key-for-tools", key)
    if node.has("xml"):
        node.lose("xml-name", "xml")
    if node.has("externalDocs"):
        node.lose("external-documentation", "externalDocs")


def report_unchecked(node: Node) -> None:
    """Report the rules for values that the platform does not check."""
    for key in node.written(_UNSUPPORTED):
        node.lose("not-supported-keyword", key)


def take_marks(node: Node, made: dict[str, Any], *, output: bool) -> None:
    """``readOnly`` and ``writeOnly``, which are reported on the members that have them and go this way."""
    if node.flag("writeOnly"):
        node.lose("write-only-member", "writeOnly")
    if node.flag("readOnly") and output:
        made["readOnly"] = True
    elif node.flag("readOnly"):
        node.lose("read-only-member", "readOnly")


def report_replaced(target: Node | None, whole: dict[str, Any], made: dict[str, Any]) -> None:
    """Report the texts of a schema where those of ``made``, which has no other part, are shown in their place."""
    for key in _TEXTS:
        if target is not None and target.has(key) and key in made and whole.get(key) != made[key]:
            target.lose("text-replaced", key)
