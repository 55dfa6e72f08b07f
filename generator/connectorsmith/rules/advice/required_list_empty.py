"""A list of required properties is empty.

Why: the platform refuses an empty list; an object that requires nothing has no list.
Write: nothing, or "required: true" on the properties.
Bad:
    {required: [], properties: {id: string}}
Good:
    {properties: {id: string}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyArrayEmpty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import named


@rule(Severity.ERROR, fixable=True, code="RequiredPropertyArrayEmpty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for lists without a name."""
    for schema in schemas_having(connector, "required"):
        if schema.required == ():
            at = schema.at / "required"
            message = f"the list of what {named(schema.at)} requires is empty"
            yield Finding(at, message, "remove it", fixes=(Fix.remove(at),))
