"""A key of apiProperties has a value that the platform does not know there.

Why: the platform compares the value letter for letter; another one has no effect, or the connector is refused.
Write: one of the documented values, in the documented form.
Bad:
    metadata: {sourceType: ActiveDirectoryTenant}
Good:
    metadata: {sourceType: AzureActiveDirectoryTenant}
Source: the published JSON Schema of apiProperties, and the values of published connectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties_faults import findings

_KINDS: Final = frozenset({"unknown-value", "wrong-form", "out-of-bounds"})


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare every value with the JSON Schema of the file."""
    return findings(connector, _KINDS)
