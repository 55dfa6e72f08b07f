"""A list of filter functions is in what is sent.

Why: it says how the answers can be filtered; the platform refuses it in a request.
Write: it in the schema of a response.
Bad:
    body: {properties: {id: {type: string, x-ms-capabilities: {filterFunctions: [eq]}}}}
Good:
    responses: {200: {properties: {id: {type: string, x-ms-capabilities: {filterFunctions: [eq]}}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FilterFunctionsPropertyInInputSchema
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.request_schemas import sent_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.filter_functions import filter_functions, filtering_schemas


@rule(Severity.ERROR, code="FilterFunctionsPropertyInInputSchema")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for such lists in everything that requests are made of."""
    filtering = {id(schema) for schema in filtering_schemas(connector)}
    for schema in sent_schemas(connector) if filtering else ():
        for at, _ in filter_functions(schema) if id(schema) in filtering else ():
            yield Finding(at, "filter functions count in responses only", "remove them from what is sent")
