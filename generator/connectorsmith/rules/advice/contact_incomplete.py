"""The contact lacks a name, an address of a page, or an email address.

Why: certification asks for all three; a support page without a mailbox leaves reports of faults unread.
Write: "contact: {name: Example support, url: https://example.com/support, email: support@example.com}".
Bad:
    contact: {name: Example}
Good:
    contact: {name: Example, url: "https://example.com/support", email: support@example.com}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission; a warning, since
    about one in ten published connectors lacks one of them
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the three keys of a contact; an empty text under one is the offence of another rule."""
    info = connector.info
    if info is not None and info.contact is not None:
        missing = [key for key in _SUCH_AS if info.contact.get(key) is None]
        if missing:
            message = f"the contact has {both(f'no {key}' for key in missing)}"
            yield Finding(info.at / "contact", message, f"add {both(f'{key}: {_SUCH_AS[key]}' for key in missing)}")


_SUCH_AS: Final = {"name": "Example support", "url": "https://example.com/support", "email": "support@example.com"}
