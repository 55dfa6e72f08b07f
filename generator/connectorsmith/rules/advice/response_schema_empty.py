"""A successful answer has a schema that says nothing.

Why: makers then get one value without fields and have to take it apart themselves; reviewers no longer accept it.
Write: the properties of the answer; "fields:" if they are known only at run time; no schema if nothing comes back.
Bad:
    responses: {200: {description: The order., schema: {}}}
Good:
    responses: {200: {properties: {id: {type: string, summary: Number}}}}
Source: remarks of reviewers on pull requests 1316, 1610 and 2093 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.visible_fields import visible_operations


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the schemas of the 2xx responses of every operation that makers see."""
    seen: set[int] = set()
    for operation in visible_operations(connector):
        for code, response in answers(connector, operation):
            if code.startswith("2") and id(response) not in seen and _says_nothing(response.schema):
                seen.add(id(response))
                message = f"the schema of the response {code} of {operation.id or 'the operation'} is empty"
                yield Finding(response.at / "schema", message, "describe what comes back, or leave the schema out")


def _says_nothing(schema: Schema | None) -> bool:
    return schema is not None and schema == Schema(summary=schema.summary, description=schema.description)
