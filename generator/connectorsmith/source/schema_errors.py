"""Where a value breaks a JSON Schema: for each fault the key, the keyword, and the schema that has it.

The compiled validator finds the faults. What it says about them is not used, only the paths, which are walked in the
value and in the schema as they were given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.source.exact_paths import ExactPaths, Path, at_path

ALTERNATIVES: Final = ("anyOf", "oneOf")
UNKNOWN_KEYS: Final = ("additionalProperties", "unevaluatedProperties")
_NOTHING: Final = "falseSchema"
"""The validator's name for the fault of a value where the schema is ``false``."""
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


class SchemaError(Struct, frozen=True):
    """One fault: ``instance`` at ``path`` breaks ``keyword``, which asks for ``wanted`` and is a key of ``schema``.

    Of keys that are not allowed, ``wanted`` has the names. Where a schema allows nothing, ``schema`` is ``False`` and
    ``keyword`` is empty. A schema that is in another document is an empty mapping. ``context`` has the faults by each
    alternative of ``anyOf`` or ``oneOf``.
    """

    path: Path
    instance: Any
    keyword: str
    wanted: Any
    schema: Any
    context: tuple[SchemaError, ...] = ()


def schema_errors(value: Any, schema: Mapping[str, Any], validator: Any) -> list[SchemaError]:
    """The faults of a value by a validator of jsonschema-rs for the schema, in the order of the value's keys."""
    paths = ExactPaths(value)
    found = [_error(one, value, schema, paths) for one in validator.iter_errors(value)]
    order: dict[int, dict[str, int]] = {}
    return sorted(found, key=lambda error: (_position(error.path, value, order), error.keyword))


def closest_first(context: Sequence[SchemaError]) -> list[SchemaError]:
    """The faults by several alternatives: the deepest first, then those of values of the right type.

    Of several that are equal, the order of the alternatives decides, then that of the keywords of a schema.
    """
    return sorted(context, key=_distance)


def _distance(error: SchemaError) -> tuple[int, list[tuple[bool, str | int]], bool, bool]:
    path = [(isinstance(key, str), key) for key in error.path]
    return -len(path), path, error.keyword not in ALTERNATIVES, not _has_type(error)


def _has_type(error: SchemaError) -> bool:
    """Whether a value is of a type that the schema with the keyword asks for."""
    wanted = error.schema.get("type", ()) if isinstance(error.schema, Mapping) else ()
    return any(_is(error.instance, kind) for kind in ([wanted] if isinstance(wanted, str) else wanted))


def _is(value: Any, kind: str) -> bool:
    """Whether a value is of a type of JSON Schema, in which a number without a fraction is an integer."""
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, float) and value.is_integer())


def _error(error: Any, value: Any, schema: Mapping[str, Any], paths: ExactPaths) -> SchemaError:
    path = paths.of(error)
    inner = getattr(error.kind, "error", None)
    if inner is not None:  # of the name of a key, which has no path of its own
        return replace(_error(inner, inner.instance, schema, ExactPaths(inner.instance)), path=path)
    here = at_path(value, path)
    if error.kind.name == _NOTHING:
        return SchemaError(path, here, "", None, False)
    parts = list(error.schema_path)
    keyword, holder, asked = str(parts[-1]), _walked(schema, parts[:-1]), _walked(schema, parts)
    wanted = error.kind.value if asked is None or keyword in UNKNOWN_KEYS else asked
    if keyword in UNKNOWN_KEYS:
        names = frozenset(wanted)  # some releases of the validator sort them
        wanted = [key for key in here if key in names]
    branches = getattr(error.kind, "context", None) or ()
    context = (sorted((_error(one, value, schema, paths) for one in branch), key=_number) for branch in branches)
    return SchemaError(path, here, keyword, wanted, {} if holder is None else holder, (*chain.from_iterable(context),))


def _number(error: SchemaError) -> int:
    """How many keywords a schema has before the one of a fault."""
    keywords = list(error.schema) if isinstance(error.schema, Mapping) else []
    return keywords.index(error.keyword) if error.keyword in keywords else 0


def _walked(schema: Any, path: Sequence[str | int]) -> Any:
    """What a path leads to in a schema; ``None`` if it is one in another document, which the schema refers to."""
    for key in path:
        if isinstance(schema, dict):
            schema = schema.get(str(key))
        elif isinstance(schema, list) and isinstance(key, int):
            schema = schema[key]
        else:
            return None
    return schema


def _position(path: Path, value: Any, order: dict[int, dict[str, int]]) -> list[int]:
    """Where a path is among those of a value; ``order`` keeps the numbers of the keys of each object."""
    found: list[int] = []
    for key in path:
        if isinstance(value, dict):
            if id(value) not in order:
                order[id(value)] = {name: number for number, name in enumerate(value)}
            found.append(order[id(value)][str(key)])
        else:
            found.append(int(key))
        value = value[key]
    return found
