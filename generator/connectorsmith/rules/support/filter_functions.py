"""The filter functions of a column, wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.analysis.all_parts import in_order, schemas_with
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Json, Schema

_KEY: Final = "filterFunctions"
_CAPABILITIES: Final = "x-ms-capabilities"


def filtering_schemas(connector: Connector) -> Iterator[Schema]:
    """Every schema that may have such a list."""
    return in_order(connector, schemas_with(connector, _KEY), schemas_with(connector, _CAPABILITIES))


def filter_functions(schema: Schema) -> Iterator[tuple[Pointer, list[Json]]]:
    """The lists of a schema and their places: on itself, or among its capabilities."""
    if not schema.extra:
        return
    capabilities = schema.extra.get(_CAPABILITIES)
    places = ((schema.at, schema.extra), (schema.at / _CAPABILITIES, capabilities))
    for at, form in places:
        if isinstance(form, Mapping) and isinstance(form.get(_KEY), list):
            yield at / _KEY, form[_KEY]
