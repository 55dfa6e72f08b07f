"""A body says what it is on itself, and not in its schema.

Why: of a body only the schema is looked at; the platform refuses a type beside it.
Write: type, format, items, enum and limits under schema, or in a spec directly in body.
Bad:
    parameters: [{name: order, in: body, schema: {type: object}, type: string}]
Good:
    body: {type: object}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BodyParameterPropertyNotValid
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector, Schema

_KEYS: Final = frozenset(
    {
        "allowEmptyValue",
        "collectionFormat",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "multipleOf",
    }
)


@rule(Severity.ERROR, code="BodyParameterPropertyNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the keys of other parameters on every body."""
    for parameter in written_parameters(connector):
        if parameter.location == "body":
            for key in _misplaced(parameter.value):
                message = f'the body "{parameter.name}" has `{key}` beside its schema'
                yield Finding(parameter.at / key, message, "put it into the schema, or remove it")


def _misplaced(value: Schema) -> Iterator[str]:
    known = {"type": value.type, "format": value.format, "items": value.items, "enum": value.enum}
    yield from (key for key, found in known.items() if found is not None or key in value.extra)
    if value.default is not ABSENT:
        yield "default"
    yield from (key for key in value.extra if key in _KEYS)
