"""A visibility is not one that the platform documents.

Why: with anything else, "Advanced" with a capital or an empty text, it is undefined how the value is shown.
Write: important, advanced or internal; nothing for the usual visibility.
Bad:
    x-ms-visibility: Advanced
Good:
    x-ms-visibility: advanced
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    JsonValueNotInEnum; a handful of published connectors have it nevertheless
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_with, written_parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.maker_texts import named

_KEY: Final = "x-ms-visibility"
_KNOWN: Final = ("none", "important", "advanced", "internal")


@rule(Severity.WARNING, code="JsonValueNotInEnum")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up every visibility of an operation, a parameter or a schema."""
    for what, value, at in _odd(connector):
        if isinstance(value, str) and value not in _KNOWN:
            known = value.casefold() if value.casefold() in _KNOWN else "important, advanced or internal"
            hint = f"write {known}" if value else "leave it out"
            yield Finding(at / "visibility", f'the visibility of {what} cannot be "{value}"', hint)


def _odd(connector: Connector) -> Iterator[tuple[str, Json, Pointer]]:
    """Every visibility that the model has no place for: of what it is, its value, and where that is."""
    for operation in connector.operations:
        if _KEY in operation.extra:
            yield operation.id or "the operation", operation.extra[_KEY], operation.at
    schemas = schemas_with(connector, _KEY)
    parameters = {id(one.value): one for one in written_parameters(connector)} if schemas else {}
    for schema in schemas:
        parameter = parameters.get(id(schema))
        what = named(schema.at) if parameter is None else f'the parameter "{parameter.name}"'
        yield what, schema.extra[_KEY], schema.at if parameter is None else parameter.at
