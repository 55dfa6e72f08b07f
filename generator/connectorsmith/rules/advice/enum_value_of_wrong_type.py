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
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import quoting


@rule(Severity.WARNING, code="InvalidEnumValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold the values of every enum against the type beside it."""
    for schema in schemas_having(connector, "enum"):
        for index, value in enumerate(schema.enum or ()):
            if schema.type is not None and not fits(value, schema.type):
                message = f"{json.dumps(value)} is of the type {type_of(value)}, and the type is {schema.type}"
                other = f"write a value of the type {schema.type}, or another type"
                yield Finding(schema.at / "enum" / index, message, quoting(value, schema.type) or other)
