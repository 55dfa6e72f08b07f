"""A value in an answer has no description.

Why: makers see it beside the value and decide by it which one they want.
Write: what the value says, above all its unit and its possible values.
Bad:
    responses: {200: {properties: {weight: {type: number, summary: Weight}}}}
Good:
    responses: {200: {properties: {weight: {type: number, summary: Weight, description: In kilograms.}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import is_internal, response_leaves


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the description of every visible value that an operation or a webhook only gives back."""
    for name, schema, _ in response_leaves(connector):
        if not (schema.description or connector.resolve(schema).description) and not is_internal(schema):
            message = f'the value "{name}" has no description'
            yield Finding(schema.at / "description", message, "say what the value is, with its unit or its choices")
