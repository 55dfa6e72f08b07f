"""The values at the ends of what an operation sends or gives back: what a maker fills in, or picks from a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.analysis.operation_parts import parameters, returned
from connectorsmith.model import Connector, Operation, Parameter, Schema

Leaf = tuple[str, Schema, bool]
"""A property at an end: its name, its schema, whether it is required."""


def visible_operations(connector: Connector) -> Iterator[Operation]:
    """Every operation that makers see."""
    return (operation for operation in connector.operations if not operation.internal)


def offered_triggers(connector: Connector) -> Iterator[Operation]:
    """The triggers that makers can choose: those that are visible and not deprecated."""
    for operation in visible_operations(connector):
        if operation.trigger is not None and not operation.deprecated:
            yield operation


@memoized_parts
def visible_parameters(connector: Connector) -> Iterator[tuple[Operation, Parameter]]:
    """Every parameter outside the body that makers see, once, with the first operation that has it."""
    seen: set[int] = set()
    for operation in visible_operations(connector):
        for parameter in parameters(connector, operation):
            known = parameter.ref is not None or id(parameter) in seen  # unresolved references have their own rule
            if not known and parameter.location != "body" and not is_internal(parameter):
                seen.add(id(parameter))
                yield operation, parameter


def is_internal(part: Parameter | Schema) -> bool:
    """Whether makers do not see a parameter or a value, in whatever case that is written."""
    if part.visibility == "internal":
        return True
    extra = part.extra if isinstance(part, Schema) else part.value.extra
    return "x-ms-visibility" in extra and str(extra["x-ms-visibility"]).casefold() == "internal"


def request_bodies(connector: Connector) -> Iterator[Schema]:
    """The schemas of the bodies that visible operations send."""
    for operation in visible_operations(connector):
        for parameter in parameters(connector, operation):
            if parameter.schema is not None and not is_internal(parameter):
                yield parameter.schema


def response_bodies(connector: Connector) -> Iterator[Schema]:
    """The schemas of what visible operations give back: the answer that makers see, or a webhook's notification."""
    for operation in visible_operations(connector):
        schema = returned(connector, operation)
        if schema is not None:
            yield schema


@memoized_parts
def request_leaves(connector: Connector) -> Iterator[Leaf]:
    """The results of ``leaves`` in the bodies that visible operations send."""
    return leaves(connector, request_bodies(connector))


@memoized_parts
def response_leaves(connector: Connector) -> Iterator[Leaf]:
    """What ``leaves`` finds in what visible operations give back, without what is also sent: it is reported once."""
    sent = {id(schema) for _, schema, _ in request_leaves(connector)}
    return (leaf for leaf in leaves(connector, response_bodies(connector)) if id(leaf[1]) not in sent)


def leaves(connector: Connector, roots: Iterable[Schema]) -> Iterator[Leaf]:
    """Every property at an end of the schemas, definitions followed, each once: its name, its schema, if required.

    What lies inside a property that makers do not see is left out; the property itself is not.
    """
    waiting, seen = list(roots), set[int]()
    while waiting:
        schema = connector.resolve(waiting.pop())
        if id(schema) in seen or schema.dynamic:
            continue
        seen.add(id(schema))
        waiting += schema.all_of or ()
        waiting += [schema.items] if schema.items is not None else ()
        required = frozenset(schema.required or ())
        for name, inner in (schema.properties or {}).items():
            simple = inner.ref is None and inner.items is None and inner.properties is None and inner.all_of is None
            if not simple and _opens(connector, inner):
                waiting += () if is_internal(inner) else (inner,)
            else:
                yield name, inner, name in required


def label(connector: Connector, schema: Schema) -> str:
    """The designer's name of a value without its key: the summary or title, its own or its definition's."""
    inside = connector.resolve(schema)
    return schema.summary or schema.title or inside.summary or inside.title or ""


def _opens(connector: Connector, schema: Schema) -> bool:
    """Whether a value has properties inside, also as an item of a list."""
    for _ in range(_DEPTH):
        schema = connector.resolve(schema)
        if schema.items is None:
            break
        schema = schema.items
    return bool(schema.properties or schema.all_of) and not schema.dynamic


_DEPTH: Final = 16
"""Lists in lists that are looked into."""
