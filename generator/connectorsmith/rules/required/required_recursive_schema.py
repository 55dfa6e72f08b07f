"""A definition requires itself, so that a value of it could never end.

Why: no finite value can be sent, and the platform refuses the connector.
Write: leave one property on the way optional, or make it a list.
Bad:
    Order: {properties: {previous: {type: Order, required: true}}}
Good:
    Order: {properties: {previous: Order}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import in_spec

Edge = tuple[str, Pointer]


@rule(Severity.ERROR, code="RequiredLoopInSchemaNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Walk from definition to definition over required properties only, each once, and report where a walk closes."""
    needs = {name: list(_needed(schema)) for name, schema in (connector.definitions or {}).items()}
    done: set[str] = set()
    for start in needs:
        yield from _walk(start, needs, done)


def _walk(start: str, needs: dict[str, list[Edge]], done: set[str]) -> Iterator[Finding]:
    """Go depth first, with a stack of our own since chains of definitions may be long."""
    trail: list[tuple[str, Iterator[Edge]]] = [] if start in done else [(start, iter(needs[start]))]
    on_trail = {start}
    while trail:
        name, edges = trail[-1]
        target, at = next(edges, (None, None))
        if target is None or at is None:
            trail.pop()
            on_trail.discard(name)
            done.add(name)
        elif target in on_trail:
            names = [step for step, _ in trail]
            yield _finding([*names[names.index(target) :], target], at)
        elif target in needs and target not in done:
            trail.append((target, iter(needs[target])))
            on_trail.add(target)


def _needed(schema: Schema) -> Iterator[Edge]:
    """The definitions a value cannot do without; lists may be empty."""
    if schema.definition is not None:
        yield schema.definition, schema.at / "$ref"
    for part in schema.all_of or ():
        yield from _needed(part)
    for name in schema.required or ():
        inside = (schema.properties or {}).get(name)
        if inside is not None:
            yield from _needed(inside)


def _finding(names: list[str], at: Pointer) -> Finding:
    chain = f'"{names[0]}" requires ' + ", which requires ".join(f'"{name}"' for name in names[1:])
    cure = "leave required: true out here" if in_spec(at) else "take it out of the required list"
    return Finding(at, f"{chain}: no value could ever end", f"{cure}, or make it a list")
