"""The connector does not say who publishes it, or who owns the service behind it.

Why: both are on the page of the connector, and certification asks for them.
Write: "publisher:" who makes the connector, "stackOwner:" whose service it is; the same for a service of your own.
    paconn create and update fail over stackOwner, which is to be left out of what they are given.
Bad:
    publisher: Example
Good:
    publisher: Example
    stackOwner: Example
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    remarks of reviewers on pull requests 918 and 1440 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import properties_place
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.ERROR, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the two names; a definition alone, without properties, has other troubles."""
    properties = connector.properties
    if properties is None:
        return
    for key, name in (("publisher", properties.publisher), ("stackOwner", properties.stack_owner)):
        if not (name or "").strip() and not is_reported(connector, properties_place(connector) / key):
            at = properties_place(connector) / key
            yield Finding(at, f"the connector has no {key}", f"write {key}: and the name of a company or person")
