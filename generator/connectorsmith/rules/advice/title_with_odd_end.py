"""The title ends with something that is neither a letter nor a digit.

Why: it is mostly a slip, such as a full stop or a blank; certification refuses it.
Write: the name of the product, and nothing after it.
Bad:
    info: {title: Orders.}
Good:
    info: {title: Orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ValueMustEndWithAlphanumeric. 14 of about 1,000 published titles end with a parenthesis, which is let through here.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Fix, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector


@rule(Severity.ERROR, fixable=True, code="ValueMustEndWithAlphanumeric", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the last character of the title."""
    info = connector.info
    last = (info.title or "")[-1:] if info is not None else ""
    if info is not None and last and not (last.isalnum() or last == ")"):
        message = f'the title "{info.title}" ends with {_named(last)}'
        at = info.at / "title"
        fixes = (Fix.set(at, info.title.rstrip()),) if info.title and last.isspace() else ()
        yield Finding(at, message, "remove it", fixes=fixes)


def _named(sign: str) -> str:
    return "a blank" if sign.isspace() else "a quotation mark" if sign == '"' else f'"{sign}"'
