"""A list of choices has no choices.

Why: no value would be allowed; the platform refuses an empty list.
Write: the choices, or no enum at all.
Bad:
    status: {type: string, enum: []}
Good:
    status: {type: string, enum: [open, closed]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    EnumMustContainAtLeastOneElement
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="EnumMustContainAtLeastOneElement")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for lists without an entry."""
    for schema in schemas_having(connector, "enum"):
        if schema.enum == ():
            yield Finding(schema.at / "enum", "the list of choices is empty", "write the choices, or remove `enum`")
