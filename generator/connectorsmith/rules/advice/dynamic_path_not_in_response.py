"""A dynamic extension that is written by itself reads a path that the answer of the called operation does not have.

Why: the dropdown has no items, or items without a text or a value; the form has no fields.
Write: options or fields, which write both forms and are held against the answer; or a path that the answer has.
Bad:
    dynamic-values: {operationId: ListOrders, value-collection: data, value-path: key, value-title: name}
Good:
    dynamic-values: {operationId: ListOrders, value-collection: data, value-path: id, value-title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvokedOperationShouldProduceProperty; options and fields have a rule of their own with the same code.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import DynamicCall, written_lookups
from connectorsmith.analysis.operation_parts import returned
from connectorsmith.analysis.property_path import ANYTHING, follow, known_paths, type_without_items
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Schema


@rule(Severity.WARNING, code="InvokedOperationShouldProduceProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the paths of every extension through the answer; where fields are not written out, anything may be.

    What a dropdown reads from something that is not a list is left alone until it reads from one.
    """
    operations = {operation.id: operation for operation in connector.operations}
    for lookup in written_lookups(connector):
        called = operations.get(lookup.operation) if not lookup.one else None
        answer = None if called is None else returned(connector, called)
        if answer is not None:
            yield from _missing(connector, lookup, answer)


def _missing(connector: Connector, lookup: DynamicCall, answer: Schema) -> Iterator[Finding]:
    whole, inside = "the answer", answer
    for role in ("items", "value", "title"):
        path, at = lookup.paths.get(role, ("", lookup.at))
        found = follow(connector, inside, path)
        if found is None:
            known = list(dict.fromkeys(known_paths(connector, inside)))
            yield Finding(at, f'{whole} of {lookup.operation} has no "{path}"', _hint(path, known))
        if role == "items":
            if found is None or found is ANYTHING or (lookup.lists and type_without_items(connector, found)):
                return
            whole, inside = "an item" if lookup.lists else whole, found


def _hint(path: str, known: list[str]) -> str | None:
    likely = suggest(path, known)
    if likely:
        return f'did you mean "{likely}"?'
    return f"it has {listed(known)}" if known else None
