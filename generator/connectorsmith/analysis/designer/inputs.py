"""The inputs of an operation as fields: parameters, and the values inside a body under their keys ``body/a/b``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.designer import labels
from connectorsmith.analysis.designer.budget import LEVELS, Budget
from connectorsmith.analysis.designer.controls import check_of, choices_of, control_of, editor_of, limits_of
from connectorsmith.analysis.designer.labels import Prefix
from connectorsmith.analysis.designer.lookups import lookup_of, with_keys
from connectorsmith.analysis.designer.shapes import Cut, FieldView
from connectorsmith.analysis.designer.visibility import INTERNAL, first_rank, in_order, shown_in, visibility_of
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_view import first_text, parameters, type_name
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
    """Where a value is: its key, its name for other fields, what is above it, and the definitions that are open."""

    key: str
    name: str
    required: bool
    visibility: str = ""
    prefix: Prefix = Prefix()
    read_only: bool = False
    open: tuple[int, ...] = ()


def input_fields(connector: Connector, operation: Operation, budget: Budget | None = None) -> tuple[FieldView, ...]:
    """The fields of an operation in the order of the designer, those that makers do not see included."""
    left = budget or Budget()
    listed = sorted(
        _listed(connector, operation), key=lambda one: first_rank(one.required is True, one.visibility or "")
    )
    found = [field for one in listed for field in _of_parameter(connector, one, left)]
    bodies = (one.name or "body" for one in listed if one.location == "body")
    return in_order(with_keys(found, bodies))


def _listed(connector: Connector, operation: Operation) -> list[Parameter]:
    """The parameters of an operation, then those of its path whose names differ from all of its own."""
    own = [connector.parameter(one) for one in operation.parameters or ()]
    names = {(one.name or "").lower() for one in own}
    return [*own, *(one for one in parameters(connector, operation) if (one.name or "").lower() not in names)]


def schema_fields(connector: Connector, schema: Schema, key: str, required: bool) -> tuple[FieldView, ...]:
    """The fields of a schema that only a call brings, as those inside of the field with this key."""
    opened = _opened(connector, schema, _Place(key, key.rpartition("/")[2], required), Budget())
    return in_order(with_keys([*opened], (key.partition("/")[0],)))


def _of_parameter(connector: Connector, parameter: Parameter, left: Budget) -> Iterator[FieldView]:
    name, schema = parameter.name or "", parameter.content
    required = parameter.required is True
    if parameter.location == "body":
        inside = connector.resolve(schema)
        place = _Place(name or "body", name or "body", required, parameter.visibility or "")
        if not inside.dynamic and any(True for _ in fields(connector, inside)):
            yield from _opened(connector, schema, replace(place, visibility=""), left)
            return
        field = _field(connector, schema, place, left)
        own = first_text(parameter.summary, labels.title_of(connector, schema), labels.summary_of(connector, schema))
        yield _dynamic_fields_of_parameter(
            field, parameter, first_text(own, "" if inside.dynamic else name, labels.BODY)
        )
        return
    place = _Place(name, name, required, parameter.visibility or "")
    field = _dynamic_fields_of_parameter(
        _field(connector, schema, place, left), parameter, first_text(parameter.summary, schema.title, name)
    )
    yield field
    if field.control == "file" and schema.extra.get(_FORMAT) != "contentOnly":
        yield _file_name(field)


def _dynamic_fields_of_parameter(field: FieldView, parameter: Parameter, label: str) -> FieldView:
    """The field with what the parameter itself says, which comes before what its schema says."""
    return replace(field, label=label, description=parameter.description or field.description, at=parameter.at)


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
    found = [
        field
        for key, child, required in children
        if left.left > 0
        for field in _opened(
            connector,
            child,
            _Place(
                f"{place.key}/{key}" if place.key else key,
                f"{place.name}.{key}" if place.open else key,
                place.required and required,
                visibility,
                prefix,
                read_only,
                (*place.open, id(inside)),
            ),
            left,
        )
    ]
    yield from sorted(found, key=lambda one: first_rank(one.required, one.visibility))
    if left.left <= 0:
        yield _rest(place, schema)


def _rest(place: _Place, schema: Schema) -> FieldView:
    """The field that represents all that is left out."""
    return FieldView(
        key=f"{place.key}/…", name="", label="…", description="", type="any", control="object", required=False,
        new="more", classic="more", at=schema.at, cut="many",
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
        label=labels.label_of(connector, schema, place.name.rpartition(".")[2], place.prefix),
        description=first_text(schema.description, inside.description),
        type=_type(connector, schema),
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
        True,
        visibility_of(connector, schema, place.visibility),
        labels.below_array(connector, schema, items, place.name.rpartition(".")[2], place.prefix),
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


def _type(connector: Connector, schema: Schema) -> str:
    inside = connector.resolve(schema)
    if inside.items is not None and not inside.dynamic:
        return f"array of {type_name(connector.resolve(inside.items))}"
    return type_name(inside)


def _text(schema: Schema, inside: Schema, key: str) -> str:
    found: Json = schema.extra.get(key) or inside.extra.get(key)
    return found if isinstance(found, str) else ""
