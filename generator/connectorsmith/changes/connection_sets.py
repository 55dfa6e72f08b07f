"""Sets of connection parameters, one of which a maker chooses, in two versions: compared parameter by parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.changes.connection import compare_parameters
from connectorsmith.changes.fact import Difference, elsewhere
from connectorsmith.changes.properties_place import properties_place
from connectorsmith.diagnostics import Pointer
from connectorsmith.importers.properties import properties
from connectorsmith.model import ConnectionParameter, Connector, Json, Properties, same

_SETS: Final = "connectionParameterSets"
_PARAMETERS: Final = "parameters"
_DIALOG: Final = "uiDefinition"


def compare_connection_sets(old: Connector, new: Connector) -> Iterator[Difference]:
    """Yield how the sets of connection parameters differ."""
    at = properties_place(new) / _SETS
    values = [(side.properties or Properties()).extra.get(_SETS) for side in (old, new)]
    before, after = map(_named_sets, values)
    if bool(before) != bool(after):
        kind = "connection-sets-added" if after else "connection-sets-removed"
        yield elsewhere(kind, _SETS, (_SETS,), at)
        return
    for name in dict.fromkeys((*before, *after)):
        if name in before and name in after:
            yield from _set(name, before[name], after[name], (old, new))
        else:
            word = "removed" if name in before else "added"
            yield elsewhere(f"connection-set-{word}", name, (_SETS, name), at)
    rest = [{key: item for key, item in _mapping(value).items() if key != "values" or not before} for value in values]
    if not same(*rest) or ([*before] != [*after] and before.keys() == after.keys()):
        yield elsewhere("connection-parameter-text-changed", _SETS, (_SETS,), at)


def _set(
    name: str, old: tuple[int, Json], new: tuple[int, Json], connectors: tuple[Connector, Connector]
) -> Iterator[Difference]:
    """How one set differs: its parameters, its texts, and what else it says."""
    places = [
        properties_place(connector) / _SETS / "values" / index
        for connector, (index, _) in zip(connectors, (old, new), strict=True)
    ]
    sides = [_mapping(value) for _, value in (old, new)]
    parameters = [_parameters(side, at / _PARAMETERS) for side, at in zip(sides, places, strict=True)]
    yield from compare_parameters(parameters[0], parameters[1], connectors, (_SETS, name), places[1] / _PARAMETERS)
    for key in dict.fromkeys((*sides[0], *sides[1])):
        if key != _PARAMETERS and not same(sides[0].get(key), sides[1].get(key)):
            found = elsewhere(
                "connection-set-changed", name, (_SETS, name, key), places[1], *(["texts"] * (key == _DIALOG))
            )
            yield replace(found, old_at=places[0])


def _parameters(one: Mapping[str, Json], at: Pointer) -> dict[str, ConnectionParameter]:
    """The parameters of a set, in the form of those that belong to no set."""
    value = {"properties": {"connectionParameters": dict(_mapping(one.get(_PARAMETERS)))}}
    found = properties(value, partial=True).connection_parameters or {}
    return {name: replace(parameter, at=at / name) for name, parameter in found.items()}


def _named_sets(value: Json) -> dict[str, tuple[int, Json]]:
    """The sets by their name, each with its number."""
    values = _mapping(value).get("values")
    listed = enumerate(values) if isinstance(values, list) else ()
    return {str(_mapping(one).get("name")): (number, one) for number, one in listed}


def _mapping(value: Any) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}
