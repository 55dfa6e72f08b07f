"""The definition is larger than the platform takes.

Why: a definition of more than one megabyte cannot be saved.
Write: fewer operations and properties, or several connectors, each for one part of the API.
Bad:
    an apiDefinition.swagger.json of 1.1 MB with 219 operations
Good:
    two connectors of 600 kB, one for documents and one for archives
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import DEFINITION_BYTES, DEFINITION_FILE


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Measure the file, as it lies in a package or as it is generated."""
    size = len(connector.assets.get(DEFINITION_FILE, b""))
    if size > DEFINITION_BYTES:
        message = f"the definition has {size:,} bytes, {DEFINITION_BYTES:,} are allowed"
        yield Finding(connector.at, message, "divide it into several connectors")
