"""A dropdown reads its items from something that is not a list.

Why: the dropdown stays empty, since there is nothing to go through item by item.
Write: in collection the path of the list in the answer; leave it out where the answer itself is the list.
Bad:
    options: {operation: ListOrders, value: id, title: name}                       # answers {data: [...]}
Good:
    options: {operation: ListOrders, collection: data, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvokedOperationShouldProduceArray
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import DynamicCall, calls, dynamic_schemas, lookups
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.operation_parts import returned
from connectorsmith.analysis.property_path import ANYTHING, follow, type_without_items
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.phrases import either


@rule(Severity.WARNING, code="InvokedOperationShouldProduceArray")
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the path to the items of every dropdown; a path that leads nowhere is left to its own rule."""
    operations = {operation.id: operation for operation in connector.operations}
    for lookup in _unpaired(connector):
        called = operations.get(lookup.operation)
        answer = returned(connector, called) if called is not None and lookup.lists else None
        if answer is None:
            continue
        path, at = lookup.paths.get("items", ("", lookup.at))
        found = follow(connector, answer, path)
        kind = None if found is None or found is ANYTHING else type_without_items(connector, found)
        if kind is not None:
            what = f'"{path}" in the answer of {lookup.operation}' if path else f"the answer of {lookup.operation}"
            yield Finding(at, f"{what} is not a list but of the type {kind}", _hint(connector, lookup, answer))


def _unpaired(connector: Connector) -> Iterator[DynamicCall]:
    """The lookups of one extension; a pair that agrees is one call, whose path another rule follows."""
    for schema in dynamic_schemas(connector):
        if not any(call.one for call in calls(schema)):
            yield from lookups(schema)


def _hint(connector: Connector, lookup: DynamicCall, answer: Schema) -> str:
    known = fields(connector, connector.resolve(answer))
    lists = [name for name, field, _ in known if connector.resolve(field).type == "array"]
    return (
        f"write {lookup.key('items')}: {either(lists[:12])}" if lists else "call an operation that answers with a list"
    )
