"""A connector for the on-premises data gateway has custom code.

Why: calls through the gateway do not pass the code, so that it does nothing there.
Write: policies instead of code, or a connector without the gateway.
Bad:
    capabilities: [gateway]
    script: file
Good:
    capabilities: [gateway]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import properties_place, uses_gateway


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for code, of the author's or generated, beside the capability or a gateway's connection parameter."""
    if uses_gateway(connector) and (connector.scripted or connector.own_script):
        at = properties_place(connector) / "capabilities"
        yield Finding(at, "custom code does not run behind the data gateway", "use policies, or leave the gateway out")
