"""A visibility is not one that the platform documents.

Why: with anything else, "Advanced" with a capital or an empty text, nobody can rely on how the value is shown.
Write: important, advanced or internal; nothing for the usual visibility.
Bad:
    x-ms-visibility: Advanced
Good:
    x-ms-visibility: advanced
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    JsonValueNotInEnum; a handful of published connectors have it nevertheless
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules._json_parts import raw_parts

_KEY: Final = "x-ms-visibility"
_KNOWN: Final = ("none", "important", "advanced", "internal")


@rule(Severity.WARNING, code="JsonValueNotInEnum")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up every visibility of an operation, a parameter or a schema."""
    for kind, at, raw in raw_parts(connector):
        value = raw.get(_KEY) if kind in ("operation", "parameter", "schema") else None
        if isinstance(value, str) and value not in _KNOWN:
            known = value.casefold() if value.casefold() in _KNOWN else "important, advanced or internal"
            hint = f"write {known}" if value else "leave it out"
            yield Finding(at / "visibility", f'the visibility cannot be "{value}"', hint)
