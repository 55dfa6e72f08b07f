"""A trigger is to start a flow for every item, and what it gives back holds no list.

Why: "batch" takes the answer apart into items; an object alone is what "single" is for.
Write: "trigger: single", or the list in the schema of what comes back.
Bad:
    WhenOrdersCome: {call: GET /orders, trigger: batch, responses: {200: {properties: {id: string}}}}
Good:
    WhenOrdersCome: {call: GET /orders, trigger: batch, responses: {200: {items: {properties: {id: string}}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.operation_parts import returned
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import key


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a list at the top, or as a property, of what every batch trigger gives back."""
    for operation in connector.triggers:
        schema = returned(connector, operation)
        if operation.trigger == "batch" and schema is not None and not _has_list(connector, connector.resolve(schema)):
            message = f"{operation.id or 'the trigger'} is a batch, and nothing that it gives back is a list"
            hint = f"write {key(operation.at, 'trigger')}: single, or the list in the schema"
            yield Finding(operation.at / "trigger", message, hint)


def _has_list(connector: Connector, schema: Schema) -> bool:
    """Whether there is a list here or two levels down; a value without a type may be one."""
    waiting, seen = [(schema, 0)], set[int]()
    while waiting:
        part, depth = waiting.pop()
        part = connector.resolve(part)
        if part.type == "array" or part.items is not None or part.dynamic or part == Schema():
            return True
        if id(part) not in seen and depth < _DEPTH:
            seen.add(id(part))
            waiting += [(child, depth + 1) for child in (*(part.properties or {}).values(), *(part.all_of or ()))]
    return not (schema.properties or schema.all_of) and schema.type in (None, "object")


_DEPTH: Final = 2
