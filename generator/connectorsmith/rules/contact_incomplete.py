"""The contact lacks a name, an address of a page, or an email address.

Why: certification asks for all three; a support page without a mailbox leaves reports of faults unread.
Write: "contact: {name: Example support, url: https://example.com/support, email: support@example.com}".
Bad:
    contact: {name: Example}
Good:
    contact: {name: Example, url: "https://example.com/support", email: support@example.com}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the three keys of a contact."""
    info = connector.info
    if info is not None and info.contact is not None:
        missing = [key for key in ("name", "url", "email") if not str(info.contact.get(key) or "").strip()]
        if missing:
            message = f"the contact has no {' and no '.join(missing)}"
            yield Finding(info.at / "contact", message, "name, url and email are all asked for")
