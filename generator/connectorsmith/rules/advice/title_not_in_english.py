"""The title has a letter or sign that English does not have.

Why: certification takes titles in English letters only; the trademark sign is the usual slip.
Write: plain letters and digits.
Bad:
    info: {title: "Ordnung™"}
Good:
    info: {title: Ordnung}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ValueMustBeInEnglish; three of about 1,000 published connectors have such a sign
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ValueMustBeInEnglish", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for anything in the title that is not ASCII."""
    info = connector.info
    signs = " ".join(dict.fromkeys(sign for sign in (info.title or "") if not sign.isascii())) if info else ""
    if info is not None and signs:
        message = f'the title "{info.title}" has {signs} in it'
        yield Finding(info.at / "title", message, "write English letters, digits and blanks only")
