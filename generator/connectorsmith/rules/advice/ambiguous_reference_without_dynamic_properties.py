"""A form in the older form alone takes a value by a name that is a parameter and a property of the body.

Why: the older form leaves the body out of a path, so that the reference is ambiguous.
Write: fields, which writes both forms; or dynamic-properties beside dynamic-schema, with the whole path.
Bad:
    dynamic-schema: {operationId: ListLines, value-path: schema, parameters: {order: {parameter: id}}}
Good:
    fields: {operation: ListLines, path: schema, with: {order: body/id}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicPropertiesExtensionRequiredForAmbiguousReferences
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.dynamic_arguments import ambiguous_sources


@rule(Severity.WARNING, code="DynamicPropertiesExtensionRequiredForAmbiguousReferences")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every source of dynamic-schema means, where dynamic-properties is not written beside it."""
    return ambiguous_sources(connector, "dynamic-schema")
