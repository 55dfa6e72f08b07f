"""A field of a body has no description.

Why: the description is in the empty field and is all the help that a maker gets there.
Write: what to put in, and where to find it.
Bad:
    body: {properties: {custRef: {type: string, summary: Customer reference}}}
Good:
    body: {properties: {custRef: {type: string, summary: Customer reference, description: Your own number.}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import is_internal, request_leaves


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the description of every visible value that an operation sends."""
    for name, schema, _ in request_leaves(connector):
        described = schema.description or connector.resolve(schema).description
        if not described and not is_internal(schema) and not schema.notification_url:
            message = f'the field "{name}" has no description'
            yield Finding(schema.at / "description", message, "say what to put in, and where to find it")
