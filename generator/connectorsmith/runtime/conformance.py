"""Does a value fit a schema of the connector: what does not, with its path in the value and its place in the spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from jsonschema import Draft4Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from msgspec import Struct
from referencing import Registry
from referencing.jsonschema import DRAFT4

from connectorsmith.analysis.memoize import memoized
from connectorsmith.diagnostics import Pointer
from connectorsmith.emitters import swagger
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.runtime.regular_expressions import finds

_FORMATS: Final = FormatChecker(("date", "email", "ipv4", "ipv6"))
_DOCUMENT: Final = "urn:definition"
_LONGEST: Final = 60
_MOST_NAMED: Final = 40


def _pattern(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Check a pattern; one that is not an expression, or takes too many steps, says nothing."""
    if isinstance(value, str) and finds(pattern, value) is False:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: Final = extend(Draft4Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


class Misfit(Struct, frozen=True):
    """One place where a value does not fit: ``path`` leads to it in the value, ``at`` to the schema that says so."""

    path: tuple[str | int, ...]
    message: str
    at: Pointer


def misfits(connector: Connector, schema: Schema, value: Json) -> list[Misfit]:
    """Everything in a value that does not fit a schema, in the order of the value.

    Null fits wherever a value may be missing: APIs answer it for an optional value, and the platform takes it.
    """
    written = _relocated(swagger.schema(schema))
    validator = _Validator(written, registry=_registry(connector), format_checker=_FORMATS)
    required: dict[int, frozenset[str]] = {}
    found = (
        Misfit(tuple(error.absolute_path), _message(error), _place(connector, schema, error.absolute_schema_path))
        for error in _first_of_missing(_leaves(validator.iter_errors(value)))
        if not _is_optional_null(error, schema, connector, required)
    )
    return sorted(dict.fromkeys(found), key=lambda one: [str(key) for key in one.path])


def _first_of_missing(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors, with one for each object that lacks values: its message names them all."""
    known: set[tuple[object, ...]] = set()
    for error in errors:
        place = (tuple(error.absolute_path), tuple(error.absolute_schema_path))
        if error.validator != "required" or place not in known:
            yield error
        known.add(place)


@memoized
def _registry(connector: Connector) -> Registry[Any]:
    """The definitions of the connector, to which schemas refer."""
    definitions = {name: _relocated(swagger.schema(one)) for name, one in (connector.definitions or {}).items()}
    registry: Registry[Any] = Registry().with_resource(_DOCUMENT, DRAFT4.create_resource({"definitions": definitions}))
    return registry


def _relocated(written: Any) -> Any:
    """A schema whose references lead into the registry; a file may be anything."""
    if isinstance(written, dict):
        inside = {key: _relocated(item) for key, item in written.items()}
        if inside.get("type") == "file":
            del inside["type"]
        target = inside.get("$ref")
        return inside | {"$ref": _DOCUMENT + target} if isinstance(target, str) and target.startswith("#") else inside
    return [_relocated(item) for item in written] if isinstance(written, list) else written


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    for error in errors:
        yield from _leaves(error.context) if error.context else (error,)


def _is_optional_null(
    error: ValidationError, schema: Schema, connector: Connector, required: dict[int, frozenset[str]]
) -> bool:
    """Whether a value is null that may be missing; ``required`` has the names by the identity of the schema."""
    if error.instance is not None or not error.absolute_path:
        return False
    steps = [*error.absolute_schema_path][:-1]
    holder = steps[: len(steps) - 1 - steps[::-1].index("properties")] if "properties" in steps else None
    if holder is None:
        return True
    found = _walk(connector, schema, holder)
    if id(found) not in required:
        required[id(found)] = frozenset(found.required or ())
    return error.absolute_path[-1] not in required[id(found)]


def _place(connector: Connector, schema: Schema, steps: Iterable[str | int]) -> Pointer:
    return _walk(connector, schema, [*steps][:-1]).at


def _walk(connector: Connector, schema: Schema, steps: Iterable[str | int]) -> Schema:
    """The schema that the steps of a schema path lead to, or the last one that the model has on the way.

    The steps of jsonschema do not show references.
    """
    schema = connector.resolve(schema)
    remaining = iter(steps)
    for step in remaining:
        below: Any = None
        if step == "properties":
            below = (schema.properties or {}).get(str(next(remaining, "")))
        elif step == "items":
            below = schema.items
        elif step == "additionalProperties":
            below = schema.additional_properties
        elif step == "allOf":
            index = next(remaining, 0)
            below = (schema.all_of or ())[index] if isinstance(index, int) else None
        if not isinstance(below, Schema):
            return schema
        schema = connector.resolve(below)
    return schema


def _message(error: ValidationError) -> str:
    kind = str(error.validator)
    wanted: Any = error.validator_value
    if kind == "type":
        return f"is {_kind(error.instance)}, not {wanted if isinstance(wanted, str) else ' or '.join(wanted)}"
    if kind == "required":
        instance: Any = error.instance
        missing = [str(name) for name in wanted if name not in instance]
        return f"lacks {_listed(missing)}"
    if kind == "enum":
        return f"is {_short(error.instance)}, which is none of {_listed(map(_short, wanted))}"
    if kind == "format":
        return f"is {_short(error.instance)}, not a valid {wanted}"
    return error.message if len(error.message) <= _LONGEST * 2 else f"does not fit {kind}: {_short(wanted)}"


def _kind(value: Json) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _listed(names: Iterable[str]) -> str:
    """The names, at most so many: every item of a long list may lack the same ones."""
    known = [*names]
    more = len(known) - _MOST_NAMED
    return ", ".join(known[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _short(value: Json) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
