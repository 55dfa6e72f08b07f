"""A body does not say what it holds.

Why: makers get no fields to fill in, and the platform refuses the connector.
Write: the name of a definition as its type, or its properties.
Bad:
    body: {required: true}
Good:
    body: {required: true, type: OrderInput}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BodyParameterSchemaRequired
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="BodyParameterSchemaRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the schema of every body that is not a reference."""
    once = {id(parameter.value): parameter for parameter in written_parameters(connector)}
    for parameter in once.values():
        if parameter.ref is None and parameter.location == "body" and parameter.schema is None:
            name, hint = _WORDS[in_spec(parameter.at)]
            yield Finding(parameter.at, f"the body has no `{name}`", hint)


_WORDS: Final = {
    True: ("type", "write the name of a definition as its type, or its properties"),
    False: ("schema", "add schema: with a $ref to a definition, or with properties"),
}
