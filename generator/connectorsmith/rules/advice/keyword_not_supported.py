"""A keyword of Swagger is used that the platform does not support.

Why: the platform does not look at it, so that what it says is not so; the validator refuses it in some places.
Write: the limitation in words, in the description; for "uniqueItems: false" nothing.
Bad:
    tags: {items: string, uniqueItems: true}
Good:
    tags: {items: string, description: "Each tag once."}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SwaggerKeywordNotSupported, which names uniqueItems and no other
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_KEYWORD: Final = "uniqueItems"


@rule(Severity.WARNING, code="SwaggerKeywordNotSupported")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the keyword in every schema."""
    for schema in schemas_with(connector, _KEYWORD):
        if schema.extra.get(_KEYWORD, False) is not False:  # false says what holds anyway
            at = schema.at / _KEYWORD
            further = ", and say in the description that each value counts once"
            yield Finding(at, f"`{_KEYWORD}` is not supported", f"remove it{further}")
