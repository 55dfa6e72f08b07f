"""The texts that makers read, with what they describe: labels and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.all_parts import written_parameters, written_schemas
from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Operation, Parameter, Schema
from connectorsmith.rules.support.visible_fields import is_internal, visible_operations


class Texts(Struct, frozen=True):
    """The summary and the description of one thing: ``kind`` is operation, parameter or value.

    A value has no ``name`` of its own.
    """

    kind: str
    name: str | None
    summary: str | None
    description: str | None
    at: Pointer
    written: tuple[tuple[str, str], ...]
    """The key and the text of each of the two that is there."""
    repeats: bool
    """Whether the description says what the summary says: case, blanks and the final mark do not count."""

    @property
    def what(self) -> str:
        """The thing in words, for a message."""
        return named(self.at) if self.name is None else self.name


def _texts(kind: str, name: str | None, part: Operation | Parameter | Schema) -> Texts:
    """The texts of a part."""
    summary, description = part.summary, part.description
    written: tuple[tuple[str, str], ...] = ()
    if summary is not None and summary.strip():
        written = (("summary", summary),)
    if description is not None and description.strip():
        written = (*written, ("description", description))
    repeats = bool(summary and description) and _repeats(summary or "", description or "")
    return Texts(kind, name, summary, description, part.at, written, repeats)


def _repeats(summary: str, description: str) -> bool:
    begins = summary.lstrip()[:1].casefold() == description.lstrip()[:1].casefold()
    return begins and _plain(summary) == _plain(description)  # the first letter decides in most cases


@memoized_parts
def texts(connector: Connector) -> Iterator[Texts]:
    """The texts of every operation, parameter and value that is not marked as internal, each once."""
    yield from operation_texts(connector)
    yield from parameter_texts(connector)
    for schema in written_schemas(connector):
        if (schema.summary or schema.description) and not is_internal(schema):
            yield _texts("value", None, schema)


@memoized_parts
def operation_texts(connector: Connector) -> Iterator[Texts]:
    """The texts of every operation that makers see."""
    for operation in visible_operations(connector):
        name = operation.id or "the operation"
        yield _texts("operation", name, operation)


@memoized_parts
def parameter_texts(connector: Connector) -> Iterator[Texts]:
    """The texts of every parameter that makers see, the bodies included."""
    for parameter in written_parameters(connector):
        if parameter.ref is None and not is_internal(parameter):
            what = f'the parameter "{parameter.name}"'
            yield _texts("parameter", what, parameter)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .!?")


def named(at: Pointer) -> str:
    """A value by the nearest key that names it."""
    place: Pointer | None = at
    while place is not None and (place.key in _STRUCTURE or isinstance(place.key, int)):
        place = place.parent
    return f'"{place.key}"' if place is not None else "the value"


_STRUCTURE: Final = frozenset({"schema", "items", "properties", "additionalProperties", "allOf"})
