"""What is written in a connector, as one set of words: what rules need is held against it.

A word is an attribute of the model, a key that the model keeps as it is, the place of a parameter such as ``in: body``,
the name of a file, the word of a recipe, a value such as ``type: file`` or ``template: setheader``, or what some part
lacks, such as ``operation without summary``. All of it comes from one pass over the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter, is_not
from typing import Any, Final

from connectorsmith.analysis.all_parts import (
    any_schema_has,
    keys_of_schemas,
    written_parameters,
    written_responses,
    written_schemas,
)
from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import Connector, Operation, Schema

_ALWAYS_THERE: Final = ("availability", "documentation", "icon", "limits", "own_script")
"""Attributes of a connector that are empty or false where they are not written."""
_LACKING: Final[Mapping[str, Sequence[str]]] = {
    "connector": ("host", "info", "metadata", "operations", "paths", "properties"),
    "info": ("contact", "description", "title", "version"),
    "path": ("operations",),
    "operation": ("description", "id", "responses", "summary"),
    "parameter": ("description", "summary"),
    "response": ("description",),
}
"""The attributes of which it matters that some part lacks them, or has nothing in them."""
_VALUES: Final = ("format", "type", "visibility")
"""The attributes of schemas of which the values matter."""
_IN_PATHS: Final = ("#", "*", "?")
"""The characters that matter in paths."""


@memoized
def contents(connector: Connector) -> frozenset[str]:
    """The words for everything that is written in a connector."""
    found = {word for word in _written([connector]) if word not in _ALWAYS_THERE or getattr(connector, word)}
    items = (connector.paths or {}).values()
    parts: tuple[Iterable[Any], ...] = (
        _there(connector.info),
        _there(connector.properties),
        *_connection_parameters(connector),
        connector.policies,
        items,
        _there(*(item.notification for item in items)),
        connector.operations,
        written_parameters(connector),
        written_responses(connector),
    )
    for same in parts:
        found |= _written(same)
    found.update(_of_schemas(connector))
    found.update(_lacking(connector))
    found.update(_values(connector))
    found |= {recipe.word for operation in connector.scripted for recipe in operation.script or ()}
    return frozenset(found.union(connector.assets))


def _of_schemas(connector: Connector) -> Iterator[str]:
    """The attributes and keys of schemas."""
    yield from (name for name in Schema.__struct_fields__ if any_schema_has(connector, name))
    yield from keys_of_schemas(connector)
    for name in _VALUES:
        yield from (f"{name}: {value}" for value in {*map(attrgetter(name), written_schemas(connector))})


def _values(connector: Connector) -> Iterator[str]:
    """The values of some attributes, and the characters of paths."""
    for parameter in written_parameters(connector):
        yield from (f"in: {parameter.location}", f"visibility: {parameter.visibility}")
        if parameter.schema is not None:  # also where "in" is missing or unknown, as rules look at any schema
            yield "parameter with schema"
    for operation in connector.operations:
        yield from (f"response: {code}" for code in operation.responses or ())
    parts: Sequence[Connector | Operation] = (connector, *connector.operations)
    yield from (f"scheme: {scheme}" for part in parts for scheme in part.schemes or ())
    yield from (f"template: {policy.template.casefold()}" for policy in connector.policies)
    paths = connector.paths or {}
    yield from (f"path with {mark}" for mark in _IN_PATHS if any(mark in path for path in paths))
    if any(item.parameters for item in paths.values()):
        yield "path with parameters"


def _lacking(connector: Connector) -> Iterator[str]:
    """What some part of each kind lacks."""
    parts: Mapping[str, Iterable[Any]] = {
        "connector": (connector,),
        "info": _there(connector.info),
        "path": (connector.paths or {}).values(),
        "operation": connector.operations,
        "parameter": written_parameters(connector),
        "response": written_responses(connector),
    }
    for kind, names in _LACKING.items():
        yield from (f"{kind} without {name}" for name in names if not all(map(attrgetter(name), parts[kind])))


def _there(*parts: Any) -> list[Any]:
    return [part for part in parts if part is not None]


def _connection_parameters(connector: Connector) -> tuple[list[Any], list[Any]]:
    """The connection parameters, and what the dialog shows for them."""
    properties = connector.properties
    found = [*((properties and properties.connection_parameters) or {}).values()]
    return found, _there(*(parameter.ui for parameter in found))


def _written(parts: Iterable[Any]) -> set[str]:
    """The attributes that are written in some of several parts of one kind, and the keys kept beside them."""
    listed = [*parts]
    names = listed[0].__struct_fields__ if listed else ()
    found = {name for name in names if any(map(is_not, map(attrgetter(name), listed), repeat(None)))}
    return found.union(*map(attrgetter("extra"), listed)) if "extra" in names else found
