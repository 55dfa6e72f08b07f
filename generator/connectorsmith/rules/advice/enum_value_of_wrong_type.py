"""A value of a list of choices is not of the type that is asked for.

Why: the API gets a number where it expects a text, or the other way round.
Write: values of the type; quote numbers in a list of texts.
Bad:
    size: {type: string, enum: [1, 2]}
Good:
    size: {type: string, enum: ["1", "2"]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidEnumValue
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.json_types import fits, type_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.message_words import quoting


@rule(Severity.WARNING, code="InvalidEnumValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold the values of every enum against the type beside it."""
    for schema in schemas_having(connector, "enum"):
        for index, value in enumerate(schema.enum or ()):
            if schema.type is not None and not fits(value, schema.type):
                message = f"{json.dumps(value)} is of the type {type_of(value)}, and the type is {schema.type}"
                yield Finding(schema.at / "enum" / index, message, _hint(value, schema.type))


def _hint(value: Json, kind: str) -> str:
    """What to write; an entry with a value and a name is one of another list."""
    if isinstance(value, dict) and "value" in value:
        return "write the value alone, and its name under x-ms-enum-values; a spec says enum: {value: name}"
    return quoting(value, kind) or f"write a value of the type {kind}, or another type"
