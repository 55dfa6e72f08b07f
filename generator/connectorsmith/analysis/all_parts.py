"""The parts of a connector in one flat list each, so that a check sees every place once and in one pass.

Parts shared by operations (a copied parameter, a usual error) are one object in the model and are yielded once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import attrgetter, is_not
from typing import TypeVar

from connectorsmith.analysis.memoize import memoized, memoized_parts
from connectorsmith.diagnostics import Pointer
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter, Response
from connectorsmith.model.schema import Schema
from connectorsmith.model.script import SchemaById
from connectorsmith.model.values import ABSENT

Part = TypeVar("Part")


@memoized_parts
def written_parameters(connector: Connector) -> Iterator[Parameter]:
    """Every parameter that is written somewhere: at the root, on a path, in an operation."""
    return _once(_parameters(connector))


def _parameters(connector: Connector) -> Iterator[Parameter]:
    yield from (connector.parameters or {}).values()
    for item in (connector.paths or {}).values():
        yield from item.parameters or ()
        for operation in item.operations.values():
            yield from operation.parameters or ()


def placed_parameters(connector: Connector, operation: Operation) -> Sequence[tuple[Parameter, Pointer]]:
    """Every parameter of an operation, with references followed, and its place: first those of its path.

    A parameter of the path that the operation replaces is left out.
    """
    return _placed_by_call(connector)[operation.path, operation.method]


@memoized
def _placed_by_call(connector: Connector) -> dict[tuple[str, str], Sequence[tuple[Parameter, Pointer]]]:
    """The parameters of every operation and their places, by its path and method."""
    return {(one.path, one.method): [*_placed(connector, one)] for one in connector.operations}


def _placed(connector: Connector, operation: Operation) -> Iterator[tuple[Parameter, Pointer]]:
    own = [(connector.parameter(parameter), at) for parameter, at in listed_parameters(operation)]
    taken = {(parameter.name, parameter.location) for parameter, _ in own}
    item = (connector.paths or {}).get(operation.path)
    for listed in (item.parameters if item else None) or ():
        parameter = connector.parameter(listed)
        if (parameter.name, parameter.location) not in taken:
            yield parameter, listed.at
    yield from own


@memoized_parts
def written_responses(connector: Connector) -> Iterator[Response]:
    """Every response that is written somewhere: at the root, or in an operation."""
    return _once(_responses(connector))


def _responses(connector: Connector) -> Iterator[Response]:
    yield from (connector.responses or {}).values()
    for operation in connector.operations:
        yield from (operation.responses or {}).values()


@memoized_parts
def written_schemas(connector: Connector) -> Iterator[Schema]:
    """Every schema that is written somewhere, those inside others included."""
    for schema in _once(_outermost(connector)):
        yield from parts_of_schema(schema)


def parts_of_schema(schema: Schema) -> Sequence[Schema]:
    """A schema and every schema written inside it, outermost first."""
    if schema.properties is None and schema.items is None and not schema.additional_properties and not schema.all_of:
        return (schema,)  # as most are
    return (schema, *_parts_inside(schema))


@memoized
def _parts_inside(schema: Schema) -> Sequence[Schema]:
    """The schemas inside. The schema itself is left out, since an answer that holds its subject keeps both alive."""
    return tuple(schema.walk())[1:]


def schemas_with(connector: Connector, key: str) -> Sequence[Schema]:
    """Every schema that has a key which the model keeps as it is, in ``extra``."""
    return _by_key(connector).get(key, ())


def keys_of_schemas(connector: Connector) -> Iterable[str]:
    """Every key that some schema has and the model keeps as it is."""
    return _by_key(connector).keys()


def schemas_having(connector: Connector, attribute: str) -> Sequence[Schema]:
    """Every schema in which an attribute of the model is written, in the order in which they are."""
    known = _having(connector)
    if attribute not in known:
        schemas = written_schemas(connector)
        known[attribute] = [*compress(schemas, _having_it(schemas, attribute))]
    return known[attribute]


def any_schema_has(connector: Connector, attribute: str) -> bool:
    """Whether any schema has an attribute of the model; stops at the first."""
    return any(_having_it(written_schemas(connector), attribute))


def _having_it(schemas: Iterable[Schema], attribute: str) -> Iterator[bool]:
    """For each schema whether an attribute is written in it."""
    absent = ABSENT if attribute == "default" else None
    return map(is_not, map(attrgetter(attribute), schemas), repeat(absent))


def in_order(connector: Connector, *parts: Iterable[Schema]) -> Iterator[Schema]:
    """The schemas of several selections, each once, in the order in which they are written."""
    chosen = {id(schema) for part in parts for schema in part}
    return (schema for schema in written_schemas(connector) if id(schema) in chosen) if chosen else iter(())


@memoized
def _having(_: Connector) -> dict[str, list[Schema]]:
    """The schemas that have an attribute, by attribute, filled on demand."""
    return {}


@memoized
def _by_key(connector: Connector) -> dict[str, list[Schema]]:
    found: dict[str, list[Schema]] = {}
    for schema in written_schemas(connector):
        for key in schema.extra:
            found.setdefault(key, []).append(schema)
    return found


def notification_schemas(connector: Connector) -> Iterator[Schema]:
    """The outermost schema of what each webhook sends."""
    for item in (connector.paths or {}).values():
        if item.notification is not None and item.notification.schema is not None:
            yield item.notification.schema


def _outermost(connector: Connector) -> Iterator[Schema]:
    yield from (connector.definitions or {}).values()
    for parameter in written_parameters(connector):
        yield from schemas_of_parameter(parameter)
    for response in written_responses(connector):
        yield from schemas_of_response(response)
    yield from notification_schemas(connector)
    for recipe in (recipe for operation in connector.scripted for recipe in operation.script or ()):
        if isinstance(recipe, SchemaById):
            yield from recipe.schemas.values()


def schemas_of_parameter(parameter: Parameter) -> Iterator[Schema]:
    """The value of a parameter, and the schema of a body."""
    yield parameter.value
    if parameter.schema is not None:
        yield parameter.schema


def schemas_of_response(response: Response) -> Iterator[Schema]:
    """The content of a response, and its headers."""
    if response.schema is not None:
        yield response.schema
    yield from (response.headers or {}).values()


@memoized_parts
def listed_parameters(operation: Operation) -> Iterator[tuple[Parameter, Pointer]]:
    """The parameters in the list of an operation, each with its place in that list.

    A parameter that was copied from the shared ones is elsewhere itself; its place here is the item that names it.
    """
    for index, parameter in enumerate(operation.parameters or ()):
        here = below(parameter.at, operation.at)
        yield parameter, parameter.at if here else operation.at / "parameters" / index


def below(place: Pointer, top: Pointer) -> bool:
    """Tell whether a place lies inside another one of the same reading: the pointers share that very parent."""
    above: Pointer | None = place.parent
    while above is not None and above is not top:
        above = above.parent
    return above is top


def _once(parts: Iterable[Part]) -> Iterator[Part]:
    seen: set[int] = set()
    for part in parts:
        if id(part) not in seen:
            seen.add(id(part))
            yield part
