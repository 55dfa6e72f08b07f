"""The connection parameters are not objects, one for each name.

Why: paconn looks into them for the sign-in, and stops at a value of another type.
Write: an object with an object for each parameter; {} if there are none.
Bad:
    connectionParameters: null
Good:
    connectionParameters: {api_key: {type: securestring}}
Source: the published JSON Schema of apiProperties; the source code of paconn 0.0.21
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.json_types import type_of
from connectorsmith.diagnostics import SPEC, Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.properties import SETS, properties_place, ways


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the parameters, at the sets of them, and at the parameters of each set."""
    extra = connector.properties.extra if connector.properties else {}
    at = properties_place(connector)
    unfit = SPEC / "raw" / "properties" if in_spec(connector.at) else at
    if _PARAMETERS in extra:
        yield from _faults(extra[_PARAMETERS], unfit / _PARAMETERS)
    sets = extra.get(SETS, {})
    if not isinstance(sets, dict):
        yield _not(sets, unfit / SETS, "an object")
    elif not isinstance(sets.get("values", []), list):
        yield _not(sets["values"], unfit / SETS / "values", "a list")
    else:
        wrong = ((index, way) for index, way in enumerate(sets.get("values", [])) if not isinstance(way, dict))
        yield from (_not(way, unfit / SETS / "values" / index, "an object") for index, way in wrong)
    for index, way in ways(connector):
        if "parameters" in way:
            yield from _faults(way["parameters"], at / SETS / "values" / index / "parameters")


def _faults(value: Json, at: Pointer) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _not(value, at, "an object")
        return
    for name, parameter in value.items():
        if not isinstance(parameter, dict):
            yield _not(parameter, at / name, "an object")


def _not(value: Json, at: Pointer, wanted: str) -> Finding:
    empty = at.key in (_PARAMETERS, "parameters")
    name = f"item {at.key + 1} of {at.parent.key}" if isinstance(at.key, int) and at.parent else f"`{at.key}`"
    message = f"{name} is {_TYPES[type_of(value)]}, and must be {wanted}"
    return Finding(at, message, "write {} if there are none" if empty else f"write {wanted}")


_PARAMETERS: Final = "connectionParameters"
_TYPES: Final = {
    "object": "an object",
    "null": "null",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a number",
    "number": "a number",
}
