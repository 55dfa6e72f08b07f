"""The calls that fill dropdowns and forms: what ``options``, ``fields`` and the dynamic extensions ask for.

A pair of extensions that ``options`` or ``fields`` represents is one call, in a spec and mostly in a package too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.all_parts import in_order, schemas_having, schemas_with
from connectorsmith.analysis.dynamic_pairs import fold_fields, fold_options
from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.analysis.schema_usage import met_schemas
from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation, Schema

_TREE: Final = "x-ms-dynamic-tree"
_TREE_CALLS: Final = ("open", "browse")
_PATHS: Final[Mapping[str, Mapping[str, str]]] = {
    "options": {"items": "collection", "value": "value", "title": "title"},
    "fields": {"value": "path"},
    "dynamic-values": {"items": "value-collection", "value": "value-path", "title": "value-title"},
    "dynamic-list": {"items": "itemsPath", "value": "itemValuePath", "title": "itemTitlePath"},
    "dynamic-schema": {"value": "value-path"},
    "dynamic-properties": {"value": "itemValuePath"},
}
_LISTS: Final = frozenset({"options", "dynamic-values", "dynamic-list"})
_NEWER: Final = {"options": "dynamic-list", "fields": "dynamic-properties"}
"""The words that represent a pair, and where a package has what they say."""


class Argument(Struct, frozen=True):
    """What is given to a parameter of the called operation: the value of a ``source``, or a ``constant``.

    A source is a parameter of the calling operation or a path into its body; ``exact`` says that it is the whole
    path, and not just its last name.
    """

    name: str
    at: Pointer
    source: str | None = None
    exact: bool = True
    constant: Json | Absent = ABSENT


class DynamicCall(Struct, frozen=True):
    """A call of an operation, under the ``word`` that it is written with.

    ``named`` is the place of the operation's name. ``paths`` has, for ``items``, ``value`` and ``title``, the path in
    the answer and its place, as far as they are written.
    """

    word: str
    operation: str
    at: Pointer
    named: Pointer
    arguments: tuple[Argument, ...]
    paths: Mapping[str, tuple[str, Pointer]]

    def key(self, role: str) -> str:
        """The key in the file of the ``items``, ``value``, ``title`` or ``arguments``, written or not."""
        word = self.word if self.at.document == SPEC.document else _NEWER.get(self.word, self.word)
        return _PATHS.get(word, {}).get(role) or ("with" if word in _NEWER else "parameters")

    @property
    def lists(self) -> bool:
        """Whether this is a dropdown, which needs a list."""
        return self.word in _LISTS

    @property
    def one(self) -> bool:
        """Whether this represents two extensions, as ``options`` and ``fields`` do."""
        return self.word in _NEWER


def dynamic(schema: Schema) -> bool:
    """Whether a schema has one of the four dynamic extensions that come in pairs."""
    return schema.dynamic or schema.dynamic_values is not None or schema.dynamic_list is not None


@memoized_parts
def dynamic_schemas(connector: Connector) -> Iterator[Schema]:
    """Every schema with one of the four dynamic extensions that come in pairs."""
    kinds = ("dynamic_values", "dynamic_list", "dynamic_schema", "dynamic_properties")
    return in_order(connector, *(schemas_having(connector, kind) for kind in kinds))


@memoized_parts
def calling_schemas(connector: Connector) -> Iterator[Schema]:
    """Every schema with a dynamic extension, trees included."""
    return in_order(connector, dynamic_schemas(connector), schemas_with(connector, _TREE))


@memoized_parts
def calls(schema: Schema) -> Iterator[DynamicCall]:
    """The calls that are written on a schema itself, those of a tree included; a pair that says the same is one."""
    if dynamic(schema):
        for word, form in _forms(schema, folded=True).items():
            yield from _call(word, form, schema.at / (word if _in_spec(schema) else _NEWER.get(word, word)))
    tree = schema.extra.get(_TREE)
    if isinstance(tree, dict):
        for word in _TREE_CALLS:
            yield from _call(word, tree.get(word), schema.at / "dynamic-tree" / word)


@memoized_parts
def lookups(schema: Schema) -> Iterator[DynamicCall]:
    """The calls of the four extensions that come in pairs as they are written: a pair is one call in a spec only."""
    for word, form in _as_written(schema).items():
        yield from _call(word, form, schema.at / word)


@memoized_parts
def all_calls(connector: Connector) -> Iterator[DynamicCall]:
    """Every call of a connector once, wherever it is written."""
    return (call for schema in calling_schemas(connector) for call in calls(schema))


@memoized_parts
def calling(connector: Connector) -> Iterator[tuple[Operation, DynamicCall]]:
    """Every call with each operation in whose parameters or responses it is met, through definitions too."""
    met = met_schemas(connector, calling_schemas(connector))
    return ((operation, call) for operation, schema in met for call in calls(schema))


@memoized_parts
def written_lookups(connector: Connector) -> Iterator[DynamicCall]:
    """Every lookup of a connector once, wherever it is written."""
    return (lookup for schema in dynamic_schemas(connector) for lookup in lookups(schema))


@memoized_parts
def met_lookups(connector: Connector) -> Iterator[tuple[Operation, DynamicCall]]:
    """Every lookup with each operation in whose parameters or responses it is met."""
    return ((operation, lookup) for operation, schema in met_dynamic(connector) for lookup in lookups(schema))


@memoized_parts
def met_dynamic(connector: Connector) -> Iterator[tuple[Operation, Schema]]:
    """Every schema with a dynamic extension, with each operation in whose parameters or responses it is met."""
    return met_schemas(connector, dynamic_schemas(connector))


def pointer_of(schema: Schema, word: str) -> Pointer:
    """The place of a dynamic extension, or of the word of a spec that writes it together with its twin."""
    twin = "options" if word in _LISTS else "fields"
    return schema.at / (twin if word in _PATHS and twin in _as_written(schema) else word)


def _as_written(schema: Schema) -> dict[str, Mapping[str, Json]]:
    return _forms(schema, folded=_in_spec(schema))


def _forms(schema: Schema, *, folded: bool) -> dict[str, Mapping[str, Json]]:
    """The dynamic extensions of a schema by their word; folded, ``options`` and ``fields`` represent their pairs."""
    lists = {"dynamic-values": schema.dynamic_values, "dynamic-list": schema.dynamic_list}
    forms = {"dynamic-schema": schema.dynamic_schema, "dynamic-properties": schema.dynamic_properties}
    if folded:
        options, fields = fold_options(*lists.values()), fold_fields(*forms.values())
        lists = lists if options is None else {"options": options}
        forms = forms if fields is None else {"fields": fields}
    return {word: form for word, form in (lists | forms).items() if form is not None}


def _in_spec(schema: Schema) -> bool:
    return schema.at.document == SPEC.document


def _call(word: str, form: Json, at: Pointer) -> Iterator[DynamicCall]:
    """Parse a dynamic call; yields nothing if it names no operation."""
    name_key, with_key = ("operation", "with") if word in _NEWER else ("operationId", "parameters")
    if isinstance(form, Mapping) and isinstance(name := form.get(name_key), str):
        given, roles = form.get(with_key), _PATHS.get(word, {})
        items = given.items() if isinstance(given, dict) else ()
        arguments = tuple(_argument(key, value, at / with_key / key) for key, value in items)
        paths = {role: (form[key], at / key) for role, key in roles.items() if isinstance(form.get(key), str)}
        yield DynamicCall(word, name, at, at / name_key, arguments, paths)


def _argument(name: str, value: Json, at: Pointer) -> Argument:
    """Read an argument: a text is a source under ``with``, and a constant elsewhere, where a source is an object."""
    if isinstance(value, dict):
        for key, exact in (("parameterReference", True), ("parameter", False)):
            if isinstance(value.get(key), str):
                return Argument(name, at, value[key], exact)
        return Argument(name, at, constant=value.get("value", ABSENT))
    if at.parent is not None and at.parent.key == "with":
        return Argument(name, at, str(value))
    return Argument(name, at, constant=value)
