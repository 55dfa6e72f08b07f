"""The title of the connector has more than 30 characters.

Why: certification refuses it; lists of connectors have no room for more.
Write: the name of the product alone.
Bad:
    info: {title: Example Orders and Invoices for Shops}
Good:
    info: {title: Example Orders and Invoices}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FieldLengthExceeded; of about 1,000 published connectors one has a longer title
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LONGEST_TITLE


@rule(Severity.ERROR, code="FieldLengthExceeded", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the title."""
    info = connector.info
    if info is not None and info.title is not None and len(info.title) > LONGEST_TITLE:
        message = f'the title "{info.title}" has {len(info.title)} characters, {LONGEST_TITLE} are allowed'
        yield Finding(info.at / "title", message, "write the name of the product alone")
