"""The connector has no description.

Why: paconn reads the description from the definition and stops without one, and the catalogue shows it to makers.
Write: what the connector is for, under "info".
Bad:
    info: {title: Orders, version: "1.0"}
Good:
    info: {title: Orders, version: "1.0", description: Reads and changes the orders of a shop.}
Source: the source code of paconn 0.0.21; every one of about 1,030 published connectors has a description
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the key; an empty text and a value of another type have rules of their own."""
    info = connector.info
    if info is not None and info.description is None and "description" not in info.extra:
        hint = "say what it is for, in 30 to 500 characters"
        yield Finding(info.at / "description", "the connector has no description", hint)
