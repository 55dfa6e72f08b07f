"""The braces in a path do not enclose a name each.

Why: what is in braces is put in when a call is made; the platform refuses braces that it cannot read.
Write: each variable in its own pair of braces, between two slashes; %7B and %7D where braces are meant themselves.
Bad:
    GetLine: {call: "GET /lines/{id"}
Good:
    GetLine: {call: "GET /lines/{id}", parameters: [{name: id, in: path, type: string}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationPathTemplateNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.addresses import PATH


@rule(Severity.ERROR, code="OperationPathTemplateNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the braces of every path."""
    for path, at in placed_paths(connector):
        if not PATH.fullmatch(path):
            message = f"the braces in the path {path} do not enclose a name each"
            yield Finding(at, message, "write for example /orders/{id}")
