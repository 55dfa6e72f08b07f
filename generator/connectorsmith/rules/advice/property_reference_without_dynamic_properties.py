"""A form in the older form alone takes a value from inside the body.

Why: the older form knows parameters only; the newer one can name a property of the body by its whole path.
Write: fields, which writes both forms; or dynamic-properties beside dynamic-schema, with the whole path.
Bad:
    dynamic-schema: {operationId: ListLines, value-path: schema, parameters: {order: {parameter: id}}}
Good:
    fields: {operation: ListLines, path: schema, with: {order: body/id}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicPropertiesExtensionRequiredForNonParameterReferences
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.dynamic_arguments import sources_in_body


@rule(Severity.WARNING, code="DynamicPropertiesExtensionRequiredForNonParameterReferences")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every source of dynamic-schema means, where dynamic-properties is not written beside it."""
    return sources_in_body(connector, "dynamic-schema")
