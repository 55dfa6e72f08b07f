"""The one-line forms of a type: ``int32``, ``uuid``, ``array of Party``, ``Party``."""

from __future__ import annotations

import re
from typing import Any, Final

from connectorsmith.model import Schema
from connectorsmith.model.json_shapes import PRIMITIVES
from connectorsmith.model.schema import DEFINITIONS

FORMATS: Final = {
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "double": "number",
    "uuid": "string",
    "date": "string",
    "date-time": "string",
    "binary": "string",
    "byte": "string",
    "email": "string",
    "uri": "string",
    "password": "string",
}
ARRAY_OF: Final = "array of "
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")


def is_definition_name(text: str) -> bool:
    """Whether a definition of this name can be written as a type."""
    return _NAME.match(text) is not None and text not in PRIMITIVES and text not in FORMATS


def referred(text: str) -> str | None:
    """The definition that a one-line type names, through any ``array of``."""
    name = text
    while name.startswith(ARRAY_OF):
        name = name[len(ARRAY_OF) :]
    return name if is_definition_name(name) else None


def expand(text: str) -> dict[str, Any]:
    """A one-line type as attributes of a ``Schema``; ``items`` is a one-line type still."""
    if text.startswith(ARRAY_OF):
        return {"type": "array", "items": text[len(ARRAY_OF) :]}
    if text in PRIMITIVES:
        return {"type": text}
    if text in FORMATS:
        return {"type": FORMATS[text], "format": text}
    return {"ref": DEFINITIONS + text}


def fold(schema: Schema) -> str | None:
    """The one-line form of a schema's ``type``, ``format`` and ``$ref``, if there is one; items are not looked at."""
    if schema.ref is not None:
        if schema.type is None and schema.format is None and schema.ref.startswith(DEFINITIONS):
            name = schema.ref[len(DEFINITIONS) :]
            return name if is_definition_name(name) else None
        return None
    if schema.type is None:
        return None
    if schema.format is not None and FORMATS.get(schema.format) == schema.type:
        return schema.format
    return schema.type
