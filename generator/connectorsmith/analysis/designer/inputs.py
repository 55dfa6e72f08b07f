"""The inputs of an operation as fields: parameters, and the values inside a body under their keys ``body/a/b``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.designer import labels
from connectorsmith.analysis.designer.budget import LEVELS, Budget
from connectorsmith.analysis.designer.controls import check_of, choices_of, control_of, editor_of, limits_of
from connectorsmith.analysis.designer.labels import Prefix, first_text
from connectorsmith.analysis.designer.lookups import lookup_of, with_keys
from connectorsmith.analysis.designer.shapes import Cut, FieldView, WrittenView
from connectorsmith.analysis.designer.visibility import first_rank, in_order, shown_in, visibility_of
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import INTERNAL
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.type_names import opened_type
from connectorsmith.analysis.value_names import names_text
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import ABSENT, Json

FILE_NAME: Final = "$filename"
"""The last part of the key of a file's name, which is a field of its own."""
_FOR_MODEL: Final = "x-ms-description-for-model"
_SENSITIVITY: Final = "x-ms-ai-sensitivity"
_PERMISSION: Final = "x-ms-permission"
_FORMAT: Final = "x-ms-format"


class _Place(Struct, frozen=True):
    """Where a value is: its key, its name for other fields and its own, what is above it, and what is open.

    ``needed`` is whether the object around it requires it, ``required`` whether all objects around it are required too.
    """

    key: str
    name: str
    own: str
    required: bool
    needed: bool
    visibility: str = ""
    prefix: Prefix = Prefix()
    read_only: bool = False
    open: tuple[int, ...] = ()


def input_fields(connector: Connector, operation: Operation, budget: Budget | None = None) -> tuple[FieldView, ...]:
    """The fields of an operation in the order of the designer, those that makers do not see included."""
    left = budget or Budget()
    found = [*_with_fields(connector, operation, left)]
    ranked = sorted(found, key=lambda one: first_rank(one[0].required is True, one[0].visibility or ""))
    bodies = (one.name or "body" for one, _ in ranked if one.location == "body")
    return in_order(with_keys([field for _, fields in ranked for field in fields], bodies))


def _with_fields(
    connector: Connector, operation: Operation, left: Budget
) -> Iterator[tuple[Parameter, list[FieldView]]]:
    """The parameters in the order in which they are written, each with its fields."""
    for one in _listed(connector, operation):
        if left.left <= 0:
            yield one, [_rest("…", one.content, left)]
            return
        yield one, [*_of_parameter(connector, one, left)]


def _listed(connector: Connector, operation: Operation) -> list[Parameter]:
    """The parameters of an operation, then those of its path whose names differ from all of its own."""
    own = [connector.parameter(one) for one in operation.parameters or ()]
    names = {(one.name or "").lower() for one in own}
    return [*own, *(one for one in parameters(connector, operation) if (one.name or "").lower() not in names)]


def schema_fields(connector: Connector, schema: Schema, key: str, required: bool) -> tuple[FieldView, ...]:
    """The fields of a schema that only a call brings, as those inside of the field with this key."""
    own = key.rpartition("/")[2]
    opened = _opened(connector, schema, _Place(key, own, own, required, required), Budget())
    return in_order(with_keys([*opened], (key.partition("/")[0],)))


def _of_parameter(connector: Connector, parameter: Parameter, left: Budget) -> Iterator[FieldView]:
    name, schema = parameter.name or "", parameter.content
    required = parameter.required is True
    if parameter.location == "body":
        inside = connector.resolve(schema)
        body = name or "body"
        place = _Place(body, body, body, required, required, parameter.visibility or "")
        if not inside.dynamic and any(True for _ in fields(connector, inside)):
            yield from _opened(connector, schema, replace(place, visibility=""), left)
            return
        field = _field(connector, schema, place, left)
        own = first_text(parameter.summary, labels.title_of(connector, schema), labels.summary_of(connector, schema))
        yield _with_own_texts(field, parameter, first_text(own, "" if inside.dynamic else name, labels.BODY))
        return
    place = _Place(name, name, name, required, required, parameter.visibility or "")
    field = _with_own_texts(
        _field(connector, schema, place, left), parameter, first_text(parameter.summary, schema.title, name)
    )
    yield field
    if field.control == "file" and schema.extra.get(_FORMAT) != "contentOnly":
        yield _file_name(field)


def _with_own_texts(field: FieldView, parameter: Parameter, label: str) -> FieldView:
    """The field with what the parameter itself says, which comes before what its schema says."""
    written = field.written and replace(field.written, title=label)
    description = parameter.description or field.description
    return replace(field, label=label, description=description, at=parameter.at, written=written)


def _file_name(file: FieldView) -> FieldView:
    new, classic = shown_in("", False, False, file.hidden)
    return FieldView(
        key=f"{file.key}/{FILE_NAME}",
        name=file.name,
        label=f"{file.label} (file name)",
        description="",
        type="string",
        control="text",
        required=False,
        new=new,
        classic=classic,
        at=file.at,
        hidden=file.hidden,
    )


def _opened(connector: Connector, schema: Schema, place: _Place, left: Budget) -> Iterator[FieldView]:
    """The fields of an object down to those that are not objects themselves; an object without fields is one."""
    inside = connector.resolve(schema)
    visibility = visibility_of(connector, schema, place.visibility)
    read_only = place.read_only or _is_read_only(schema, inside)
    children = [] if inside.dynamic or visibility == INTERNAL or read_only else [*fields(connector, inside)]
    cut = _cut(inside, place) if children else ""
    if not children or cut:
        yield _field(connector, schema, place, left, cut)
        return
    prefix = labels.below(connector, schema, place.prefix)
    found: list[FieldView] = []
    rest: list[FieldView] = []
    for key, child, required in children:
        if left.left <= 0:
            rest = [] if found and found[-1].cut == "many" else [_rest(f"{place.key}/…", schema, left)]
            break
        inner = _Place(
            f"{place.key}/{key}" if place.key else key,
            f"{place.name}.{key}" if place.open else key,
            key,
            place.required and required,
            required,
            visibility,
            prefix,
            read_only,
            (*place.open, id(inside)),
        )
        found += _opened(connector, child, inner, left)
    yield from sorted(found, key=lambda one: first_rank(one.required, one.visibility))
    yield from rest


def _rest(key: str, schema: Schema, left: Budget) -> FieldView:
    """The field that represents all that is left out."""
    return FieldView(
        key=key, name="", label="…", description="", type="any", control="object", required=False,
        new="more", classic="more", at=schema.at, cut="many", written=WrittenView(left.taken, "", "…"),
    )  # fmt: skip


def _cut(inside: Schema, place: _Place) -> Cut:
    if id(inside) in place.open:
        return "recursive"
    return "deep" if len(place.open) >= LEVELS else ""


def _field(connector: Connector, schema: Schema, place: _Place, left: Budget, cut: Cut = "") -> FieldView:
    """One field for a value; an array has the fields of one row as its members."""
    inside = connector.resolve(schema)
    left.take()
    lookup = lookup_of(connector, schema)
    control = control_of(connector, schema, lookup.kind if lookup is not None else None)
    visibility = visibility_of(connector, schema, place.visibility)
    hidden = _hidden(schema, inside, visibility, place.read_only)
    default = inside.default if schema.default is ABSENT else schema.default
    new, classic = shown_in(visibility, place.required, default is not ABSENT, hidden)
    members: tuple[FieldView, ...] = ()
    if control == "array" and not cut and inside.items is not None:
        members, cut = _rows(connector, schema, inside.items, place, left)
    return FieldView(
        key=place.key,
        name=place.name,
        label=labels.label_of(connector, schema, place.own, place.prefix),
        description=first_text(schema.description, inside.description),
        type=opened_type(connector, schema),
        control=control,
        required=place.required,
        new=new,
        classic=classic,
        at=schema.at,
        hidden=hidden,
        visibility=visibility,
        check=check_of(inside),
        default=default,
        choices=choices_of(connector, schema),
        limits=limits_of(inside),
        editor=editor_of(inside),
        lookup=lookup,
        members=members,
        cut=cut,
        written=WrittenView(
            order=left.taken,
            key=place.own,
            title=labels.own_label(connector, schema, place.own),
            required=place.needed,
            choices=names_text(connector, inside),
        ),
        for_model=_text(schema, inside, _FOR_MODEL),
        sensitivity=_text(schema, inside, _SENSITIVITY),
    )


def _rows(
    connector: Connector, schema: Schema, items: Schema, place: _Place, left: Budget
) -> tuple[tuple[FieldView, ...], Cut]:
    """The fields of one row of an array, and why there are none."""
    target = connector.resolve(items)
    inner = _Place(
        "",
        "",
        "",
        True,
        True,
        visibility_of(connector, schema, place.visibility),
        labels.below_array(connector, schema, items, place.own, place.prefix),
        place.read_only,
        (*place.open, id(connector.resolve(schema))),
    )
    cut = _cut(target, inner)
    if cut or left.left <= 0:
        return (), cut or "many"
    found = [*_opened(connector, items, inner, left)]
    rows = [one if one.key else replace(one, label=labels.ITEM) for one in found]
    return tuple(rows), ""


def _hidden(
    schema: Schema, inside: Schema, visibility: str, read_only: bool
) -> Literal["", "internal", "callback", "read-only"]:
    if schema.notification_url is True or inside.notification_url is True:
        return "callback"
    if visibility == INTERNAL:
        return "internal"
    return "read-only" if read_only or _is_read_only(schema, inside) else ""


def _is_read_only(schema: Schema, inside: Schema) -> bool:
    return any(
        one.extra.get("readOnly") is True or one.extra.get(_PERMISSION) == "read-only" for one in (schema, inside)
    )


def _text(schema: Schema, inside: Schema, key: str) -> str:
    found: Json = schema.extra.get(key) or inside.extra.get(key)
    return found if isinstance(found, str) else ""
