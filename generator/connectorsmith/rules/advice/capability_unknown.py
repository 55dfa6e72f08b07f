"""The list of capabilities has a word that the platform does not know.

Why: the platform compares the words letter for letter and leaves out what it does not know.
Write: actions, triggers, gateway, cloud only, tabular, or nothing, all in small letters.
Bad:
    capabilities: [Actions]
Good:
    capabilities: [actions]
Source: the published JSON Schema of apiProperties; tabular is in live connectors to tables
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import allowed, properties_place


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every word up."""
    for index, word in enumerate((connector.properties and connector.properties.capabilities) or ()):
        known = allowed("properties", "capabilities")
        if word not in known:
            likely = suggest(word, known)
            hint = f'did you mean "{likely}"?' if likely else f"write one of {', '.join(known)}, or nothing"
            at = properties_place(connector) / "capabilities" / index
            yield Finding(at, f'the platform knows no capability "{word}"', hint)
