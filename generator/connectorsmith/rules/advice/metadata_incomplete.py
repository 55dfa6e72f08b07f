"""The metadata lacks the website, the privacy policy or the categories.

Why: the page of the connector shows all three; certification refuses a connector without them.
Write: all three under metadata; categories with semicolons between.
Bad:
    metadata: {Website: https://example.com}
Good:
    metadata: {Website: https://example.com, Privacy policy: https://example.com/privacy, Categories: Finance}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ConnectorMetadataPropertiesMissing
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.metadata import REQUIRED, entries, has_metadata, has_misspelt_keys


@rule(Severity.ERROR, code="ConnectorMetadataPropertiesMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the three names where there is any metadata; without regard to case, as the validator does."""
    found = {name.casefold() for name, _, _ in entries(connector)}
    for name in REQUIRED if has_metadata(connector) and not has_misspelt_keys(connector) else ():
        if name.casefold() not in found:
            entry = f"{name}: and its value" if in_spec(connector.at) else f'an entry with propertyName: "{name}"'
            yield Finding(connector.at / "metadata", f'the metadata has no "{name}"', f"add {entry}")
