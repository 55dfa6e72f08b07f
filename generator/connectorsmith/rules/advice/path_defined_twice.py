"""Two paths differ only in upper and lower case.

Why: the platform compares paths without regard to case, and refuses the second one.
Write: one spelling for all operations of a path, the names of variables included.
Bad:
    GetOrder: {call: "GET /orders/{id}"}
    DeleteOrder: {call: "DELETE /Orders/{ID}"}
Good:
    GetOrder: {call: "GET /orders/{id}"}
    DeleteOrder: {call: "DELETE /orders/{id}"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathRedefined, which people report with {entityname} beside {entityName}
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="PathRedefined")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare all paths in lower case; the first spelling is what the platform names."""
    first: dict[str, tuple[str, Pointer]] = {}
    for path, at in placed_paths(connector):
        other, known = first.setdefault(path.casefold(), (path, at))
        if other != path:
            message = f"the path {other} is there again as {path}"
            yield Finding(known, message, f"write {other} there too", (("the other path", at),))
