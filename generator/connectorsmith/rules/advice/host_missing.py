"""The connector does not say which host it calls.

Why: without a host there is nothing to call; a dynamichosturl policy replaces a host and does not stand in for it.
Write: "host: api.example.com".
Bad:
    basePath: /v1
Good:
    host: api.example.com
    basePath: /v1
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    every one of about 1,000 published connectors has a host
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the host."""
    if connector.host is None and "host" not in connector.extra:
        yield Finding(connector.at / "host", "the connector has no host", "write for example host: api.example.com")
