"""A parameter of a called operation gets its value from one of another type.

Why: the value is sent as it is, and the API may refuse a text where it asks for a number.
Write: the same type on both.
Bad:
    with: {page: number}        # page is an integer, number a string
Good:
    with: {page: page}          # both are integers
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationParameterTypeMismatch
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.dynamic_arguments import transfers


@rule(Severity.WARNING, code="OperationParameterTypeMismatch")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the types of what every argument takes and what it is given to; a whole number is a number too."""
    for transfer in transfers(connector):
        given, wanted = transfer.source.type_in(connector), transfer.target.type_in(connector)
        if given is None or wanted is None or given == wanted or (given, wanted) == ("integer", "number"):
            continue
        if not transfer.source.ambiguous:
            name = transfer.argument.name
            message = (
                f'"{name}" of {transfer.called.id} is of the type {wanted}, "{transfer.argument.source}" of {given}'
            )
            yield Finding(transfer.argument.at, message, "give both the same type")
