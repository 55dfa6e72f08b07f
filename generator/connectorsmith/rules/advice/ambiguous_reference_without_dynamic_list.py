"""A dropdown in the older form alone takes a value by a name that is a parameter and a property of the body.

Why: the older form leaves the body out of a path, so that the reference is ambiguous.
Write: options, which writes both forms; or dynamic-list beside dynamic-values, with the whole path.
Bad:
    dynamic-values: {operationId: ListLines, value-path: id, value-title: name, parameters: {order: {parameter: id}}}
Good:
    options: {operation: ListLines, value: id, title: name, with: {order: body/id}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicListExtensionRequiredForAmbiguousReferences
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.dynamic_arguments import ambiguous_sources


@rule(Severity.WARNING, code="DynamicListExtensionRequiredForAmbiguousReferences")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every source of dynamic-values means, where dynamic-list is not written beside it."""
    return ambiguous_sources(connector, "dynamic-values")
