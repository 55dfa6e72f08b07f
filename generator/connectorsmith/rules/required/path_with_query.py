"""A path has a query or a fragment in it.

Why: the platform takes the path as it is written; what follows a ? or a # is never sent as a query.
Write: each value of the query as a parameter with in: query; %3F or %23 where the character is meant itself.
Bad:
    ListOrders: {call: "GET /orders?state=open"}
Good:
    ListOrders: {call: GET /orders, parameters: [{name: state, in: query, type: string, default: open}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationPathMayNotContainQueryOrFragment
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_VARIABLE = re.compile(r"\{[^{}]*\}")
_MARK = re.compile("[?#]")
_CURES = {
    "?": ("query", "write its values as parameters with in: query"),
    "#": ("fragment", "write %23 if the character is meant"),
}


@rule(Severity.ERROR, code="OperationPathMayNotContainQueryOrFragment")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the two characters in every path, outside its variables."""
    for path, at in placed_paths(connector):
        found = _MARK.search(_VARIABLE.sub("", path))
        if found is not None:
            word, hint = _CURES[found[0]]
            yield Finding(at, f"the path {path} has a {word} in it", hint)
