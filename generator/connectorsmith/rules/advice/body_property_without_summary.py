"""A field of a body has no summary.

Why: the designer then shows the key of the JSON, "custRef", which is never translated.
Write: the name of the field as a maker would say it.
Bad:
    body: {properties: {custRef: {type: string, description: Your own number.}}}
Good:
    body: {properties: {custRef: {type: string, summary: Customer reference, description: Your own number.}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key
from connectorsmith.rules.support.visible_fields import is_internal, label, request_leaves


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the summary or title of every visible value that an operation sends."""
    for name, schema, _ in request_leaves(connector):
        if not label(connector, schema) and not is_internal(schema) and not schema.notification_url:
            message = f'the field "{name}" has no {key(schema.at, "summary")}'
            yield Finding(schema.at / "summary", message, "write what the field is called, as in Customer reference")
