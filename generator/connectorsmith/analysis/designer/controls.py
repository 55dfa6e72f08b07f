"""The control of a field, and what its form checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.analysis.designer.shapes import ChoiceView, Control
from connectorsmith.analysis.value_names import as_text, choices
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import Json

_TREE: Final = "x-ms-dynamic-tree"
_EDITOR: Final = "x-ms-editor"
_LIMITS: Final = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern")
_BY_FORMAT: Final[Mapping[str, Control]] = {
    "html": "html",
    "password": "password",
    "date-time": "date-time",
    "date": "date",
    "binary": "file",
    "byte": "file",
}
_BY_TYPE: Final[Mapping[str, Control]] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "file": "file",
}
_CHECKED: Final = frozenset({"date-time", "date", "email", "uuid", "guid", "byte", "timespan", "uri"})
_WHOLE: Final = ("int32", "int64")


def control_of(connector: Connector, schema: Schema, lookup: str | None) -> Control:
    """The control of a value; ``lookup`` is the kind of its lookup, if it has one."""
    inside = connector.resolve(schema)
    if _TREE in schema.extra or _TREE in inside.extra or lookup == "tree":
        return "tree"
    if lookup == "schema":
        return "dynamic"
    if lookup == "list" and inside.items is None:
        return "dropdown"
    if inside.enum or editor_choices(inside):
        return "choice"
    if editor_of(inside):
        return "editor"
    return _plain(inside)


def _plain(inside: Schema) -> Control:
    if inside.type == "array" or inside.items is not None:
        return "array" if inside.items is not None else "object"
    if inside.type == "object" or inside.properties is not None or inside.all_of is not None:
        return "object"
    if inside.type == "number" and inside.format in _WHOLE:
        return "integer"
    return _BY_TYPE.get(inside.type or "") or _BY_FORMAT.get(inside.format or "") or "text"


def editor_of(inside: Schema) -> str:
    """The editor that the schema names itself, such as ``code`` or ``table``; empty for none."""
    editor = inside.extra.get(_EDITOR)
    return editor if isinstance(editor, str) else ""


def editor_choices(inside: Schema) -> tuple[ChoiceView, ...]:
    """The entries of ``x-ms-editor-options``, where a schema without an enum lists some."""
    options = inside.extra.get("x-ms-editor-options")
    items = options.get("items") if isinstance(options, Mapping) else None
    entries = [one for one in items if isinstance(one, Mapping)] if isinstance(items, list) else []
    return tuple(
        ChoiceView(one["value"], str(one.get("title") or one.get("displayName") or as_text(one["value"])))
        for one in entries
        if "value" in one
    )


def choices_of(connector: Connector, schema: Schema) -> tuple[ChoiceView, ...]:
    """The entries that a schema writes out, with their titles, else the values themselves."""
    inside = connector.resolve(schema)
    if not inside.enum:
        return editor_choices(inside)
    titles = {as_text(one.value): one.title for one in editor_choices(inside)}
    return tuple(
        ChoiceView(value, name or titles.get(as_text(value), as_text(value)))
        for value, name in choices(connector, inside)
    )


def limits_of(inside: Schema) -> Mapping[str, Json]:
    """The bounds, lengths and the pattern of a value, as far as they are written."""
    return {key: inside.extra[key] for key in _LIMITS if key in inside.extra}


def check_of(inside: Schema) -> str:
    """The name of the check of the form: a format, ``json`` for a value as JSON, or empty for none."""
    if inside.format in _CHECKED:
        return str(inside.format)
    return "json" if _plain(inside) == "object" else ""
