"""A dropdown reads a path that the answer of the called operation does not have.

Why: the dropdown has no items, or items without a text or a value.
Write: "collection" as the path of the list in the answer, "value" and "title" as paths inside an item.
Bad:
    options: {operation: ListCustomers, collection: data, value: ids, title: name}
Good:
    options: {operation: ListCustomers, collection: data, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import DynamicCall, all_calls
from connectorsmith.analysis.operation_parts import returned
from connectorsmith.analysis.property_path import follow, is_open, known_paths
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.phrases import either


@rule(Severity.ERROR, code="InvokedOperationShouldProduceProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the paths of every `options` and `fields`; where fields are not written out, anything may be there.

    The older extension alone is left out: published dropdowns use it with paths that no response describes.
    """
    operations = {operation.id: operation for operation in connector.operations}
    for call in all_calls(connector):
        operation = operations.get(call.operation) if call.one else None
        answer = returned(connector, operation) if operation else None
        if answer is not None:
            yield from _missing(connector, call, answer)


def _missing(connector: Connector, call: DynamicCall, answer: Schema) -> Iterator[Finding]:
    paths = dict(call.paths)
    whole, inside = f"the answer of {call.operation}", answer
    if call.lists:
        collection, at = paths.pop("items", ("", call.named))
        found = follow(connector, answer, collection)
        if found is None:
            yield _finding(connector, whole, answer, collection, at)
            return
        if not _is_list(connector, found):
            yield _no_list(connector, call, answer, collection, at)
            return
        whole, inside = f"an item of {call.operation}", found
    for path, at in paths.values():
        if follow(connector, inside, path) is None:
            yield _finding(connector, whole, inside, path, at)


def _is_list(connector: Connector, schema: Schema) -> bool:
    """Tell whether a value is a list, or may be one."""
    inside = connector.resolve(schema)
    return inside.items is not None or inside.type in ("array", None) or is_open(connector, inside)


def _finding(connector: Connector, whole: str, inside: Schema, path: str, at: Pointer) -> Finding:
    known = list(dict.fromkeys(known_paths(connector, inside)))
    likely = suggest(path, known)
    there = f"it has {listed(known)}" if known else None
    return Finding(at, f'{whole} has no "{path}"', f'did you mean "{likely}"?' if likely else there)


def _no_list(connector: Connector, call: DynamicCall, answer: Schema, collection: str, at: Pointer) -> Finding:
    paths = ((path, follow(connector, answer, path)) for path in known_paths(connector, answer))
    lists = [path for path, found in paths if found is not None and connector.resolve(found).items is not None]
    what = f'"{collection}" in the answer of {call.operation}' if collection else f"the answer of {call.operation}"
    cure = f"write {call.key('items')}: {either(lists[:3])}"
    hint = cure if lists else "call an operation that answers with a list"
    return Finding(at, f"{what} is not a list", hint)
