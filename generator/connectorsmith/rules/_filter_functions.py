"""The filter functions of a column, wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Json, Schema

_KEY: Final = "filterFunctions"
_CAPABILITIES: Final = "x-ms-capabilities"


def filter_functions(schema: Schema) -> Iterator[tuple[Pointer, list[Json]]]:
    """The lists of a schema and their places: on itself, or among its capabilities."""
    if not schema.extra:
        return
    capabilities = schema.extra.get(_CAPABILITIES)
    places = ((schema.at, schema.extra), (schema.at / _CAPABILITIES, capabilities))
    for at, form in places:
        if isinstance(form, Mapping) and isinstance(form.get(_KEY), list):
            yield at / _KEY, form[_KEY]
