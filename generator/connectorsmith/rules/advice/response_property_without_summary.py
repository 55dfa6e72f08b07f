"""A value in an answer has no summary.

Why: makers pick it from a list in which it then is as the key of the JSON, "custRef", which is never translated.
Write: the name of the value as a maker would say it; "visibility: internal" if makers do not need it.
Bad:
    responses: {200: {properties: {custRef: {type: string, description: Your own number.}}}}
Good:
    responses: {200: {properties: {custRef: {type: string, summary: Customer reference}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key
from connectorsmith.rules.support.visible_fields import is_internal, label, response_leaves


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the summary or title of every visible value that an operation or a webhook only gives back."""
    for name, schema, _ in response_leaves(connector):
        if not label(connector, schema) and not is_internal(schema):
            message = f'the value "{name}" has no {key(schema.at, "summary")}'
            yield Finding(schema.at / "summary", message, "write what the value is called, as in Customer reference")
