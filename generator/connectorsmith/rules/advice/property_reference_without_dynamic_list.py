"""A dropdown in the older form alone takes a value from inside the body.

Why: the older form knows parameters only; the newer one can name a property of the body by its whole path.
Write: options, which writes both forms; or dynamic-list beside dynamic-values, with the whole path.
Bad:
    dynamic-values: {operationId: ListLines, value-path: id, value-title: name, parameters: {order: {parameter: id}}}
Good:
    options: {operation: ListLines, value: id, title: name, with: {order: body/id}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicListExtensionRequiredForNonParameterReferences
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.dynamic_arguments import sources_in_body


@rule(Severity.WARNING, code="DynamicListExtensionRequiredForNonParameterReferences")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every source of dynamic-values means, where dynamic-list is not written beside it."""
    return sources_in_body(connector, "dynamic-values")
