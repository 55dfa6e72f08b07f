"""The connector has no facts for the catalogue.

Why: the page of a connector shows its website, privacy policy and categories; the certification build refuses a
    connector without them.
Write: "metadata: {Website: …, Privacy policy: …, Categories: …}".
Bad:
    info: {title: Orders, version: "1.0"}
Good:
    metadata: {Website: "https://example.com", Privacy policy: "https://example.com/privacy",
      Categories: Sales and CRM}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    seen in the log of pull requests 683 and 1095 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules._metadata import has_metadata


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the list of facts."""
    if not has_metadata(connector):
        message = "the connector has no metadata: website, privacy policy, categories"
        yield Finding(connector.at / "metadata", message, "add metadata: {Website, Privacy policy, Categories}")
