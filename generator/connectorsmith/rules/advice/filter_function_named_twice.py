"""A list of filter functions names a function twice.

Why: the second one says nothing; the platform refuses it.
Write: each function once.
Bad:
    x-ms-capabilities: {filterFunctions: [eq, ne, eq]}
Good:
    x-ms-capabilities: {filterFunctions: [eq, ne]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FilterFunctionsPropertyHasDuplicates
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.filter_functions import filter_functions, filtering_schemas


@rule(Severity.ERROR, code="FilterFunctionsPropertyHasDuplicates")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the entries of every list."""
    for schema in filtering_schemas(connector):
        for at, functions in filter_functions(schema):
            first: dict[str, int] = {}
            for index, function in enumerate(functions):
                key = json.dumps(function)
                if first.setdefault(key, index) != index:
                    known = ("the first one", at / first[key])
                    yield Finding(at / index, f"the filter function {key} is named twice", "remove one", (known,))
