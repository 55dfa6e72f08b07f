"""The connector names no contact.

Why: makers and Microsoft turn to the contact when the connector fails, and the certification build refuses one without.
Write: "contact: {name, url, email}" under info, with a monitored address.
Bad:
    info: {title: Orders, version: "1.0"}
Good:
    info: {title: Orders, version: "1.0", contact: {name: Example, url: "https://example.com/support",
      email: support@example.com}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    seen in the log of pull requests 683 and 1095 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the contact; a connector without info has another finding."""
    info = connector.info
    if info is not None and info.contact is None and "contact" not in info.extra:
        at = info.at / "contact"
        yield Finding(at, "the connector has no contact", "add contact: {name, url, email} under info")
