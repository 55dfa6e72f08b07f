"""Resolve names in dynamic extensions: parameters of an operation, or properties of its body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.dynamic_calls import Argument, dynamic_schemas, lookups, met_dynamic, met_lookups
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.memoize import memoized, memoized_parts
from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.property_path import ANYTHING, follow, has_name
from connectorsmith.diagnostics import Finding, Pointer
from connectorsmith.model import ABSENT, Connector, Json, Operation, Parameter, Schema
from connectorsmith.rules.support.message_words import in_spec, key

_NEWER: Final[Mapping[str, tuple[str, str, Callable[[Schema], object]]]] = {
    "dynamic-values": ("options", "dynamic-list", attrgetter("dynamic_list")),
    "dynamic-schema": ("fields", "dynamic-properties", attrgetter("dynamic_properties")),
}
"""For each older extension: the word that writes both, the newer one, and how to read that."""


class Meanings(Struct, frozen=True):
    """The parameter and the property of the body that a name represents in an operation, as far as there are any.

    ``inside`` says that the body has a property of the last name somewhere; ``always_there`` that the parameter, or
    every step of the way to the property, is required or has a default.
    """

    parameter: Parameter | None
    body_property: Schema | None
    inside: bool = False
    always_there: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether it could be either."""
        return self.parameter is not None and self.body_property is not None

    @property
    def property_only(self) -> bool:
        """Whether it can only be something inside the body, at its path or deeper."""
        return self.parameter is None and self.inside

    def type_in(self, connector: Connector) -> str | None:
        """The type of the value in its connector, as far as it is known and the name means one thing only."""
        if self.ambiguous:
            return None
        found = self.parameter.content if self.parameter is not None else self.body_property
        return None if found is None else connector.resolve(found).type


class Transfer(Struct, frozen=True):
    """A value on its way from an operation to the one that it calls: what it is there, and what it becomes."""

    argument: Argument
    called: Operation
    source: Meanings
    target: Meanings


def argument_objects(connector: Connector) -> Iterator[tuple[Pointer, Mapping[str, Json]]]:
    """Every argument of a dynamic extension that is written as an object, with its place."""
    for schema in dynamic_schemas(connector):
        for word, form in (
            ("dynamic-values", schema.dynamic_values),
            ("dynamic-list", schema.dynamic_list),
            ("dynamic-schema", schema.dynamic_schema),
            ("dynamic-properties", schema.dynamic_properties),
        ):
            given = (form or {}).get("parameters")
            for name, value in given.items() if isinstance(given, Mapping) else ():
                if isinstance(value, Mapping):
                    yield schema.at / word / "parameters" / name, value


def meanings(connector: Connector, operation: Operation, name: str) -> Meanings:
    """Find what a name means; the older extensions leave the body out of a path, and divide it with dots as well."""
    known, key = _known_meanings(connector), (operation.path, operation.method, name)
    if key not in known:
        known[key] = _meanings(connector, operation, name)
    return known[key]


@memoized
def _known_meanings(_: Connector) -> dict[tuple[str, str, str], Meanings]:
    """The meanings found so far, by the path and method of the operation and the name."""
    return {}


def _meanings(connector: Connector, operation: Operation, name: str) -> Meanings:
    listed = parameters(connector, operation)
    found = named_parameters(connector, operation).by_name.get(name)
    prop: Schema | None = None
    inside, always = False, found is not None and _sure(found.required, found.content)
    for body in listed:
        if body.location == "body":
            path = name.removeprefix(f"{body.name}/").replace(".", "/")
            prop = follow(connector, body.content, path)
            prop = None if prop is ANYTHING else prop
            inside = prop is not None or has_name(connector, body.content, path.rpartition("/")[2])
            if found is None and prop is not None:
                always = _sure(body.required, body.content) and _surely_at(connector, body.content, path)
    return Meanings(found, prop, inside, always)


def _sure(required: bool | None, schema: Schema) -> bool:
    return bool(required) or schema.default is not ABSENT


def _surely_at(connector: Connector, schema: Schema, path: str) -> bool:
    """Whether every property on a path is required or has a default; a list on the way may be empty."""
    for name in path.split("/"):
        known = {key: (field, required) for key, field, required in fields(connector, connector.resolve(schema))}
        if name not in known:
            return False
        schema, required = known[name]
        if not _sure(required, connector.resolve(schema)) and schema.default is ABSENT:
            return False
    return True


def ambiguous_sources(connector: Connector, older: str) -> Iterator[Finding]:
    """Every source of an ``older`` extension alone that could be a parameter as well as a property of the body."""
    for operation, argument in _alone(connector, older, lambda meanings: meanings.ambiguous):
        message = f'"{argument.source}" is a parameter of {operation.id or "the operation"}, and a property of its body'
        yield Finding(argument.at, message, whole_path(connector, operation, argument.source or "", older, argument.at))


def sources_in_body(connector: Connector, older: str) -> Iterator[Finding]:
    """Every source of an ``older`` extension alone that can only be something inside the body."""
    for operation, argument in _alone(connector, older, lambda meanings: meanings.property_only):
        message = f'"{argument.source}" is inside the body of {operation.id or "the operation"}'
        yield Finding(argument.at, message, whole_path(connector, operation, argument.source or "", older, argument.at))


def whole_path(connector: Connector, operation: Operation, source: str, older: str, at: Pointer) -> str:
    """What to write where an ``older`` extension is not enough to name a property of an operation's body."""
    both, newer, _ = _NEWER[older]
    path = path_in_body(connector, operation, source)
    if in_spec(at):
        return f"write {both}, or {newer} beside {older}, with the whole path: {path}"
    return f"add {key(at, newer)} beside {key(at, older)}, with the whole path: {path}"


def path_in_body(connector: Connector, operation: Operation, name: str) -> str:
    """The whole path of a property of an operation's body, with the name of the body before it."""
    bodies = (one.name for one in parameters(connector, operation) if one.location == "body" and one.name)
    body = next(bodies, "body")
    return f"{body}/{name.replace('.', '/').removeprefix(f'{body}/')}"


def _alone(
    connector: Connector, older: str, wanted: Callable[[Meanings], bool]
) -> Iterator[tuple[Operation, Argument]]:
    """The arguments of an older extension whose source has the given meanings, where the newer one is missing.

    Each comes once, with the first operation for which it holds.
    """
    seen: set[Pointer] = set()
    for word, operation, argument, found in _lone_sources(connector):
        if word == older and wanted(found) and argument.at not in seen:
            seen.add(argument.at)
            yield operation, argument


@memoized_parts
def _lone_sources(connector: Connector) -> Iterator[tuple[str, Operation, Argument, Meanings]]:
    """Every argument with a source of an older extension without the newer one beside it, and what the source means."""
    for operation, schema in met_dynamic(connector):
        for lookup in lookups(schema):
            if lookup.word in _NEWER and _NEWER[lookup.word][2](schema) is None:
                for argument in lookup.arguments:
                    if argument.source is not None:
                        yield lookup.word, operation, argument, meanings(connector, operation, argument.source)


@memoized_parts
def transfers(connector: Connector) -> Iterator[Transfer]:
    """Every argument that takes its value from an operation; each once, with the first operation it is met in."""
    operations = {operation.id: operation for operation in connector.operations}
    seen: set[Pointer] = set()
    for operation, lookup in met_lookups(connector):
        called = operations.get(lookup.operation)
        for argument in lookup.arguments:
            if called is not None and argument.source is not None and argument.at not in seen:
                seen.add(argument.at)
                source = meanings(connector, operation, argument.source)
                yield Transfer(argument, called, source, meanings(connector, called, argument.name))
