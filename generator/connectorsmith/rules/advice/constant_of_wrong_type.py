"""A parameter of a called operation is given a constant of another type.

Why: the value is sent as it is, and the API may refuse a text where it asks for a number.
Write: a constant of the type of the parameter; put a number into quotes to make it a text.
Bad:
    with: {page: {value: "1"}}      # page is an integer
Good:
    with: {page: {value: 1}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationParameterStaticTypeMismatch
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import written_lookups
from connectorsmith.analysis.json_types import fits, type_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector
from connectorsmith.rules.support.dynamic_arguments import meanings
from connectorsmith.rules.support.message_words import quoting


@rule(Severity.WARNING, code="OperationParameterStaticTypeMismatch")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold every constant against the type of the parameter that gets it."""
    operations = {operation.id: operation for operation in connector.operations}
    for lookup in written_lookups(connector):
        called = operations.get(lookup.operation)
        for argument in lookup.arguments if called is not None else ():
            if called is None or argument.constant is ABSENT:
                continue
            wanted = meanings(connector, called, argument.name).type_in(connector)
            if wanted is not None and not fits(argument.constant, wanted):
                value = json.dumps(argument.constant)
                message = f'"{argument.name}" of {called.id} is of the type {wanted}, and {value} of {_type(value)}'
                hint = quoting(argument.constant, wanted) or f"write a value of the type {wanted}"
                yield Finding(argument.at, message, hint)


def _type(value: str) -> str:
    return type_of(json.loads(value))
