"""Views as JSON values: keys in camel case, what says nothing left out, and pointers as places in files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from connectorsmith.analysis.designer.shapes import WrittenView
from connectorsmith.diagnostics import Pointer, Span
from connectorsmith.diagnostics.presentation import shown_path
from connectorsmith.model.values import ABSENT, Json
from connectorsmith.workspace.opened import OpenedConnector

Place = Callable[[Pointer], str | None]
"""Where a pointer is, as ``file:line:column``."""


def as_json(value: Any, place: Place) -> Json:
    """A view, or a part of one, as a JSON value.

    Members that have their default are left out, and so is how tables list a value, since the page has no tables.
    """
    if isinstance(value, Pointer):
        return place(value)
    if isinstance(value, Struct):
        names = _names(type(value))
        return {
            name: as_json(one, place)
            for key, (name, default) in names.items()
            if (one := getattr(value, key)) is not ABSENT
            and not isinstance(one, WrittenView)
            and (default is msgspec.NODEFAULT or one != default)
        }
    if isinstance(value, Mapping):
        return {str(key): as_json(one, place) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(one, place) for one in value]
    return value


@cache
def _names(kind: type[Struct]) -> dict[str, tuple[str, Any]]:
    """The fields of a kind with their keys in JSON and their defaults."""
    return {
        one.name: (
            one.encode_name,
            one.default_factory() if one.default_factory is not msgspec.NODEFAULT else one.default,
        )
        for one in msgspec.structs.fields(kind)
    }


def places(opened: OpenedConnector, root: Path) -> Place:
    """Make the function that finds places of an opened connector, with files relative to a folder."""

    def place(pointer: Pointer) -> str | None:
        document = opened.documents.get(pointer.document)
        return None if document is None else shown(document.span(pointer), root)

    return place


def shown(span: Span, root: Path) -> str:
    """A place as text; the file as it is reached from a folder, if it is below it."""
    return f"{shown_path(span.file.absolute(), root.absolute())}:{span.line}:{span.column}"
