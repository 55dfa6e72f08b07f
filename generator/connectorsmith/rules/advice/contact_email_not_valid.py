"""The email address of the contact is not an email address.

Why: Microsoft and makers write to it; the platform refuses anything else there.
Write: one address, in plain letters.
Bad:
    contact: {name: Support, email: support at example.com}
Good:
    contact: {name: Support, email: support@example.com}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ContactEmailNotValid
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)


@rule(Severity.ERROR, code="ContactEmailNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold the address against the form of one."""
    contact = (connector.info.contact if connector.info else None) or {}
    email = contact.get("email")
    if isinstance(email, str) and not _ADDRESS.fullmatch(email) and connector.info:
        at = connector.info.at / "contact" / "email"
        yield Finding(at, f'"{email}" is not an email address', "write one, such as support@example.com")
