"""A list of filter functions has no function.

Why: a column without functions cannot be filtered, and then has no list; the platform refuses an empty one.
Write: the functions, or no filterFunctions at all.
Bad:
    x-ms-capabilities: {filterFunctions: []}
Good:
    x-ms-capabilities: {filterFunctions: [eq, ne]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FilterFunctionsPropertyEmpty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.filter_functions import filter_functions, filtering_schemas


@rule(Severity.ERROR, code="FilterFunctionsPropertyEmpty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for lists without an entry."""
    for schema in filtering_schemas(connector):
        for at, functions in filter_functions(schema):
            if not functions:
                yield Finding(at, "the list of filter functions is empty", "write the functions, or remove the list")
