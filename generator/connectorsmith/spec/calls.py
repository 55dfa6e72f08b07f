"""The calls that fill dropdowns and forms: what ``options``, ``fields`` and the dynamic extensions ask for.

The two extensions that ``options`` or ``fields`` stands for are one call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.model.parts import schemas_of_parameter, schemas_of_response, written_schemas
from connectorsmith.model.remember import remember
from connectorsmith.model.table import parameters
from connectorsmith.spec.lookups import fold_fields, fold_options

_TREE, _TREE_CALLS = "x-ms-dynamic-tree", ("open", "browse")


@dataclass(frozen=True, slots=True)
class Argument:
    """What a call gives to a parameter of the called operation.

    ``source`` is a parameter of the calling operation or a path into its body, ``None`` for a constant; ``exact``
    says that it is the whole path, and not just its last name.
    """

    name: str
    source: str | None
    exact: bool
    at: Pointer


@dataclass(frozen=True, slots=True)
class Call:
    """A call of an operation. ``collection``, ``value``, ``title`` and ``path`` are paths in its answer, with places.

    ``one`` says that a single description gives everything, as ``options`` and ``fields`` do.
    """

    operation: str
    at: Pointer
    arguments: tuple[Argument, ...] = ()
    paths: Mapping[str, tuple[str, Pointer]] | None = None
    one: bool = False


def calls(schema: Schema) -> Iterator[Call]:
    """The calls that are written on a schema itself."""
    if not (schema.dynamic or schema.dynamic_values or schema.dynamic_list or _TREE in schema.extra):
        return
    options = fold_options(schema.dynamic_values, schema.dynamic_list)
    fields = fold_fields(schema.dynamic_schema, schema.dynamic_properties)
    in_spec = schema.at.document == SPEC.document
    if options is not None:
        yield from _call(options, schema.at / ("options" if in_spec else "dynamic-list"), one=True)
    if fields is not None:
        yield from _call(fields, schema.at / ("fields" if in_spec else "dynamic-properties"), one=True)
    alone: dict[str, Mapping[str, Json] | None] = {}
    if options is None:
        alone |= {"dynamic-values": schema.dynamic_values, "dynamic-list": schema.dynamic_list}
    if fields is None:
        alone |= {"dynamic-schema": schema.dynamic_schema, "dynamic-properties": schema.dynamic_properties}
    for word, form in alone.items():
        yield from _call(form, schema.at / word)
    tree: Any = schema.extra.get(_TREE)
    for word in _TREE_CALLS if isinstance(tree, dict) else ():
        yield from _call(tree.get(word), schema.at / "dynamic-tree" / word)


def _call(form: Json, at: Pointer, one: bool = False) -> Iterator[Call]:
    if not isinstance(form, Mapping):
        return
    name_key, with_key = ("operation", "with") if one else ("operationId", "parameters")
    name, given = form.get(name_key), form.get(with_key)
    if isinstance(name, str):
        arguments = tuple(_arguments(given, at / with_key)) if isinstance(given, dict) else ()
        words = ("collection", "value", "title", "path") if one else ()
        paths = {word: (form[word], at / word) for word in words if word in form}
        yield Call(name, at / name_key, arguments, paths, one)


def _arguments(given: Mapping[str, Json], at: Pointer) -> Iterator[Argument]:
    for name, value in given.items():
        source, exact = (value if at.key == "with" and isinstance(value, str) else None), True
        if isinstance(value, dict) and isinstance(value.get("parameterReference"), str):
            source = value["parameterReference"]
        elif isinstance(value, dict) and isinstance(value.get("parameter"), str):
            source, exact = value["parameter"], False
        yield Argument(name, source, exact, at / name)


@remember
def all_calls(connector: Connector) -> Iterator[Call]:
    """Every call of a connector, wherever it is written, once."""
    return (call for schema in written_schemas(connector) for call in calls(schema))


@remember
def calling(connector: Connector) -> Iterator[tuple[Operation, Call]]:
    """Every call with each operation in whose parameters or responses it is met, through definitions too."""
    within = {name: ([*_within(schema)], [*_references(schema)]) for name, schema in _definitions(connector).items()}
    for operation in connector.operations:
        schemas = list(_own(connector, operation))
        yield from ((operation, call) for schema in schemas for call in _within(schema))
        waiting = [name for schema in schemas for name in _references(schema)]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen and name in within:
                seen.add(name)
                found, further = within[name]
                yield from ((operation, call) for call in found)
                waiting += further


def _definitions(connector: Connector) -> Mapping[str, Schema]:
    return connector.definitions or {}


def _within(schema: Schema) -> Iterator[Call]:
    return (call for part in schema.walk() for call in calls(part))


def _references(schema: Schema) -> Iterator[str]:
    return (part.definition for part in schema.walk() if part.definition is not None)


def _own(connector: Connector, operation: Operation) -> Iterator[Schema]:
    for parameter in parameters(connector, operation):
        yield from schemas_of_parameter(parameter)
    for response in (operation.responses or {}).values():
        yield from schemas_of_response(response)
