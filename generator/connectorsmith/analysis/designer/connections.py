"""The connection dialog: the ways to connect, and the fields of each in the order of their tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from connectorsmith.analysis.connection_dialog import SIGN_IN
from connectorsmith.analysis.designer.shapes import ChoiceView, ConnectionFieldView, ConnectionView
from connectorsmith.diagnostics import Pointer
from connectorsmith.model.connector import Connector
from connectorsmith.model.values import Json

_CONTROLS: Final = {"securestring": "password", "bool": "boolean", "int": "integer", SIGN_IN: "sign-in"}
_LAST: Final = 1_000_000
"""The tab of a field that names none."""


class _Written(Struct, frozen=True):
    """A connection parameter as it is written: its type, and what the dialog shows of it."""

    name: str
    type: str
    at: Pointer
    default: Json = None
    dialog: Mapping[str, Json] = field(default_factory=dict)

    @property
    def constraints(self) -> Mapping[str, Json]:
        return _mapping(self.dialog.get("constraints"))

    def flag(self, name: str) -> bool:
        """A flag, which the platform writes as text."""
        return str(self.constraints.get(name, "false")).lower() == "true"


def connection_views(connector: Connector) -> tuple[ConnectionView, ...]:
    """The ways to connect; none where the connector needs no connection."""
    properties = connector.properties
    if properties is None:
        return ()
    shared = [
        _Written(
            name,
            one.type or "string",
            one.at,
            one.extra.get("defaultValue"),
            {
                "displayName": one.ui.display_name if one.ui else None,
                "description": one.ui.description if one.ui else None,
                "tooltip": one.ui.tooltip if one.ui else None,
                "constraints": one.constraints,
            },
        )
        for name, one in (properties.connection_parameters or {}).items()
    ]
    sets = _mapping(properties.extra.get("connectionParameterSets"))
    values = sets.get("values")
    if isinstance(values, list):
        at = connector.at / "connectionParameterSets"
        return tuple(_of_set(one, shared, at) for one in values if isinstance(one, Mapping))
    at = connector.at / "connectionParameters"
    return (_view("", "", "", shared, at),) if shared else ()


def _of_set(written: Mapping[str, Json], shared: list[_Written], at: Pointer) -> ConnectionView:
    dialog = _mapping(written.get("uiDefinition"))
    name = str(written.get("name") or "")
    own = [
        _Written(
            key,
            str(_mapping(one).get("type") or "string"),
            at,
            _mapping(one).get("defaultValue"),
            _mapping(_mapping(one).get("uiDefinition")),
        )
        for key, one in _mapping(written.get("parameters")).items()
    ]
    title = str(dialog.get("displayName") or name)
    return _view(name, title, str(dialog.get("description") or ""), [*shared, *own], at)


def _view(name: str, title: str, description: str, written: list[_Written], at: Pointer) -> ConnectionView:
    shown = sorted((one for one in written if not one.flag("hidden")), key=_tab)
    return ConnectionView(
        name=name,
        title=title,
        description=description,
        fields=tuple(_field(one) for one in shown),
        sign_in=any(one.type == SIGN_IN for one in written),
        at=at,
    )


def _tab(one: _Written) -> int:
    index = one.constraints.get("tabIndex")
    return int(index) if isinstance(index, int) or (isinstance(index, str) and index.isdecimal()) else _LAST


def _field(one: _Written) -> ConnectionFieldView:
    choices = tuple(_choices(one.constraints))
    return ConnectionFieldView(
        key=one.name,
        label=str(one.dialog.get("displayName") or one.name),
        description=str(one.dialog.get("description") or ""),
        tooltip=str(one.dialog.get("tooltip") or ""),
        type=one.type,
        control="choice" if choices else _CONTROLS.get(one.type, "text"),  # type: ignore[arg-type]
        required=one.flag("required"),
        default=None if one.default is None or one.type == "securestring" else _text(one.default),
        choices=choices,
        at=one.at,
    )


def _choices(constraints: Mapping[str, Json]) -> Iterator[ChoiceView]:
    values = constraints.get("allowedValues")
    for one in values if isinstance(values, list) else ():
        if isinstance(one, Mapping) and "value" in one:
            yield ChoiceView(one["value"], str(one.get("text") or one.get("displayName") or _text(one["value"])))


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
