"""An operation has the same parameter twice.

Why: the platform tells parameters apart by name and place, and refuses two alike.
Write: each name once for each "in".
Bad:
    parameters: [{name: page, in: query, type: integer}, {name: page, in: query, type: string}]
Good:
    parameters: [{name: page, in: query, type: integer}, {name: page, in: header, type: string}]
Source: https://spec.openapis.org/oas/v2.0#operation-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import listed_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.duplicates import duplicates


@rule(Severity.ERROR, code="OperationParametersContainDuplicateParameter")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the parameters of each operation by name and place; bodies have a rule of their own."""
    for operation in connector.operations:
        for parameter, at, first in duplicates(connector, listed_parameters(operation)):
            message = f'the parameter "{parameter.name}" (in: {parameter.location}) is listed twice'
            yield Finding(at, message, "remove one of the two", (("first listed here", first),))
