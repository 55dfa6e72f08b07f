"""A variable in a path has a default.

Why: the platform reads the equals sign as a part of the name, and no parameter has that name.
Write: the name alone in braces, and the default on the parameter.
Bad:
    GetOrder: {call: "GET /orders/{id=1}"}
Good:
    GetOrder: {call: "GET /orders/{id}", parameters: [{name: id, in: path, type: integer, default: 1}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationPathVariablesContainDefaults
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_DEFAULT = re.compile(r"\{([^{}=]*)=([^{}]*)\}")


@rule(Severity.ERROR, code="OperationPathVariablesContainDefaults")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for an equals sign in the variables of every path."""
    for path, at in placed_paths(connector):
        for name, value in _DEFAULT.findall(path):
            message = f"the variable {{{name}={value}}} of the path has a default"
            yield Finding(at, message, f"write {{{name}}}, and default: {value} on the parameter")
