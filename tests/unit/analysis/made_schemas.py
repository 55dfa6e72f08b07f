"""Small schemas and connectors for tests."""

from __future__ import annotations

from typing import Any

from connectorsmith.model import Connector, Operation, PathItem, Schema

TEXT = Schema(type="string")
HIDDEN = Schema(type="string", visibility="internal")


def thing(**properties: Schema) -> Schema:
    """An object with properties."""
    return Schema(type="object", properties=properties)


def array(items: Schema, **attributes: Any) -> Schema:
    """A list of items."""
    return Schema(type="array", items=items, **attributes)


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return Schema(ref=f"#/definitions/{name}")


def connector(operation: Operation | None = None, item: PathItem | None = None, **definitions: Schema) -> Connector:
    """A connector of one operation, at a path with what ``item`` shares, and of definitions."""
    operation = operation or Operation("get", "/x")
    base = item or PathItem()
    path = PathItem({operation.method: operation}, base.parameters, base.notification)
    return Connector("x", paths={operation.path: path}, definitions=definitions)
