"""A path has the same parameter twice.

Why: the platform tells parameters apart by name and place, and refuses two alike.
Write: each name once for each "in" among the parameters of a path.
Bad:
    paths:
      /orders/{id}: {parameters: [id, {name: id, in: path, type: integer}]}
Good:
    paths:
      /orders/{id}: {parameters: [id]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathParametersContainDuplicateParameter
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.duplicates import duplicates


@rule(Severity.ERROR, code="PathParametersContainDuplicateParameter")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the parameters of each path by name and place; bodies have a rule of their own."""
    for path, item in (connector.paths or {}).items():
        listed = ((parameter, parameter.at) for parameter in item.parameters or ())
        for parameter, at, first in duplicates(connector, listed):
            message = f'{path} lists the parameter "{parameter.name}" (in: {parameter.location}) twice'
            yield Finding(at, message, "remove one of the two", (("first listed here", first),))
