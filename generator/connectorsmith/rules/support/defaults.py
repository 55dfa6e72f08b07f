"""The defaults that are not of the type beside them."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.json_types import fits
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Json


def defaults_of_other_type(connector: Connector) -> Iterator[tuple[Pointer, Json, str]]:
    """The place of each such default, its value, and the type that is asked for; 1.0 is taken for a whole number."""
    for schema in schemas_having(connector, "default"):
        value, wanted = schema.default, schema.type
        if wanted is None or wanted == "file" or fits(value, wanted):
            continue
        if not (isinstance(value, float) and value.is_integer() and wanted == "integer"):
            yield schema.at / "default", value, wanted
