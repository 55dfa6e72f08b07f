"""What dynamic extensions ask for, each where it is written: one by one, or ``options`` and ``fields`` for two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation, Schema
from connectorsmith.model.parts import written_schemas
from connectorsmith.model.remember import remember
from connectorsmith.model.walk import met_schemas
from connectorsmith.spec.lookups import fold_fields, fold_options

_PATHS: Final[Mapping[str, Mapping[str, str]]] = {
    "options": {"items": "collection", "value": "value", "title": "title"},
    "fields": {"value": "path"},
    "dynamic-values": {"items": "value-collection", "value": "value-path", "title": "value-title"},
    "dynamic-list": {"items": "itemsPath", "value": "itemValuePath", "title": "itemTitlePath"},
    "dynamic-schema": {"value": "value-path"},
    "dynamic-properties": {"value": "itemValuePath"},
}
_LISTS: Final = frozenset({"options", "dynamic-values", "dynamic-list"})
TWINS: Final = frozenset({"options", "fields"})


@dataclass(frozen=True, slots=True)
class Argument:
    """What is given to a parameter of the called operation: the value of a ``source``, or a ``constant``."""

    name: str
    at: Pointer
    source: str | None = None
    constant: Json | Absent = ABSENT


@dataclass(frozen=True, slots=True)
class Lookup:
    """A call for the items of a dropdown or the fields of a form, under the ``word`` that it is written with.

    ``paths`` has, for ``items``, ``value`` and ``title``, the path in the answer and its place.
    """

    word: str
    operation: str
    at: Pointer
    arguments: tuple[Argument, ...]
    paths: Mapping[str, tuple[str, Pointer]]

    @property
    def lists(self) -> bool:
        """Whether it is for a dropdown, which needs a list."""
        return self.word in _LISTS


def dynamic(schema: Schema) -> bool:
    """Whether a schema has one of the four dynamic extensions that come in pairs."""
    return schema.dynamic or schema.dynamic_values is not None or schema.dynamic_list is not None


def lookups(schema: Schema) -> Iterator[Lookup]:
    """The lookups that are written on a schema itself; what ``options`` or ``fields`` writes twice comes once."""
    for word, form in _written(schema).items():
        name_key, with_key = ("operation", "with") if word in TWINS else ("operationId", "parameters")
        name, given, at = form.get(name_key), form.get(with_key), schema.at / word
        if isinstance(name, str):
            items = given.items() if isinstance(given, dict) else ()
            arguments = tuple(_argument(key, value, at / with_key / key) for key, value in items)
            keys = {role: key for role, key in _PATHS[word].items() if isinstance(form.get(key), str)}
            yield Lookup(word, name, at, arguments, {role: (form[key], at / key) for role, key in keys.items()})


@remember
def written_lookups(connector: Connector) -> Iterator[Lookup]:
    """Every lookup of a connector once, wherever it is written."""
    return (lookup for schema in written_schemas(connector) if dynamic(schema) for lookup in lookups(schema))


@remember
def met_lookups(connector: Connector) -> Iterator[tuple[Operation, Lookup]]:
    """Every lookup with each operation in whose parameters or responses it is met."""
    return ((operation, lookup) for operation, schema in met_dynamic(connector) for lookup in lookups(schema))


@remember
def met_dynamic(connector: Connector) -> Iterator[tuple[Operation, Schema]]:
    """Every schema with a dynamic extension, with each operation in whose parameters or responses it is met."""
    return met_schemas(connector, dynamic)


def place(schema: Schema, word: str) -> Pointer:
    """The place of a dynamic extension, or of the word of a spec that writes it together with its twin."""
    twin = "options" if word in _LISTS else "fields"
    return schema.at / (twin if word in _PATHS and twin in _written(schema) else word)


def _written(schema: Schema) -> dict[str, Mapping[str, Json]]:
    forms = {"dynamic-values": schema.dynamic_values, "dynamic-list": schema.dynamic_list}
    more = {"dynamic-schema": schema.dynamic_schema, "dynamic-properties": schema.dynamic_properties}
    if schema.at.document == SPEC.document:
        options, fields = fold_options(*forms.values()), fold_fields(*more.values())
        forms = forms if options is None else {"options": options}
        more = more if fields is None else {"fields": fields}
    return {word: form for word, form in (forms | more).items() if form is not None}


def _argument(name: str, value: Json, at: Pointer) -> Argument:
    """Read an argument: under ``with`` a source is text; elsewhere it is an object, and so may be a constant."""
    if isinstance(value, dict):
        source = value.get("parameterReference", value.get("parameter"))
        if isinstance(source, str):
            return Argument(name, at, source)
        return Argument(name, at, constant=value.get("value", ABSENT))
    if at.parent is not None and at.parent.key == "with":
        return Argument(name, at, str(value))
    return Argument(name, at, constant=value)


def schema_path(path: str) -> str:
    """The path of a schema, from a path that may lead to its ``properties``."""
    return path.removesuffix("properties").removesuffix("/") if path.split("/")[-1] == "properties" else path
