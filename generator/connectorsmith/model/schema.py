"""Schemas: what a value looks like. The same type serves bodies, definitions, parameter values and headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import field

from connectorsmith.diagnostics import DEFINITION, Pointer
from connectorsmith.model.element import Queried
from connectorsmith.model.values import ABSENT, Absent, Json

DEFINITIONS = "#/definitions/"


class Schema(Queried, frozen=True):
    """A Swagger 2.0 schema with Power Platform's extensions.

    ``None`` (or ``ABSENT``) means the key is not written. ``extra`` holds, under its own key, everything else:
    further validation keywords, unknown extensions, and known keys whose value is not of the documented kind.
    """

    ref: str | None = None
    type: str | None = None
    format: str | None = None
    title: str | None = None
    summary: str | None = None
    description: str | None = None
    visibility: str | None = None
    required: tuple[str, ...] | None = None
    properties: Mapping[str, Schema] | None = None
    items: Schema | None = None
    additional_properties: Schema | bool | None = None
    all_of: tuple[Schema, ...] | None = None
    enum: tuple[Json, ...] | None = None
    default: Json | Absent = ABSENT
    notification_url: bool | None = None
    dynamic_values: Mapping[str, Json] | None = None
    dynamic_list: Mapping[str, Json] | None = None
    dynamic_schema: Mapping[str, Json] | None = None
    dynamic_properties: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = DEFINITION

    @property
    def definition(self) -> str | None:
        """The name of the definition that ``ref`` points to, if it points to one."""
        ref = self.ref
        if ref is None or not ref.startswith(DEFINITIONS):
            return None
        name = ref[len(DEFINITIONS) :]
        return name.replace("~1", "/").replace("~0", "~") if "~" in name else name

    @property
    def dynamic(self) -> bool:
        """Whether the fields are only known at run time."""
        return self.dynamic_schema is not None or self.dynamic_properties is not None

    def children(self) -> Iterator[Schema]:
        """The schemas written directly inside this one."""
        yield from (self.properties or {}).values()
        if self.items is not None:
            yield self.items
        if isinstance(self.additional_properties, Schema):
            yield self.additional_properties
        yield from self.all_of or ()

    def walk(self) -> Iterator[Schema]:
        """This schema and every schema written inside it, outermost first; references are not followed."""
        waiting = [self]
        while waiting:
            schema = waiting.pop()
            yield schema
            if schema.all_of:  # what is last among the children is put down first
                waiting.extend(reversed(schema.all_of))
            if isinstance(schema.additional_properties, Schema):
                waiting.append(schema.additional_properties)
            if schema.items is not None:
                waiting.append(schema.items)
            if schema.properties:
                waiting.extend(reversed([*schema.properties.values()]))
