"""An independent publisher is also named as the owner of the service.

Why: an independent publisher makes a connector for another company's service; the owner publishes as verified.
Write: as publisher your own name, as stackOwner the company whose service it is.
Bad:
    publisher: Example
    stackOwner: Example
Good:
    publisher: Jane Doe
    stackOwner: Example
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission-ip
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import INDEPENDENT_PUBLISHER
from connectorsmith.model import Connector, Properties
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.WARNING, profiles=frozenset({INDEPENDENT_PUBLISHER}))
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the two names."""
    properties = connector.properties or Properties()
    if properties.publisher and properties.publisher == properties.stack_owner:
        message = f'"{properties.publisher}" is both publisher and owner of the service'
        yield Finding(properties_place(connector) / "stackOwner", message, "name the company whose service it is")
