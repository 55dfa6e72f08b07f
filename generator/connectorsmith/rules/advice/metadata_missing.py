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
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.metadata import has_metadata


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the list of facts."""
    if not has_metadata(connector):
        message = "the connector has no metadata: website, privacy policy, categories"
        hint = f"add {_SPEC if in_spec(connector.at) else _PACKAGE}"
        yield Finding(connector.at / "metadata", message, hint)


_SPEC: Final = "metadata: {Website: …, Privacy policy: …, Categories: …}"
_PACKAGE: Final = "x-ms-connector-metadata with the propertyNames Website, Privacy policy and Categories"
