"""The connection dialog: the ways to connect, and the parameters of each in the order of their tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.designer.shapes import ChoiceView, ConnectionFieldView, ConnectionView
from connectorsmith.diagnostics import Pointer
from connectorsmith.model.connection import ConnectionParameter
from connectorsmith.model.connector import Connector
from connectorsmith.model.values import Json

SIGN_IN: Final = "oauthSetting"
"""The type of a parameter whose value, a token, comes from a sign-in."""
_SECRET: Final = "securestring"
_CONTROLS: Final = {_SECRET: "password", "bool": "boolean", "int": "integer", SIGN_IN: "sign-in"}
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
    """The ways to connect, with hidden parameters; none where the connector needs no connection."""
    shared = _shared(connector)
    if "values" in _parameter_sets(connector):
        at = connector.at / "connectionParameterSets"
        return tuple(_of_set(one, shared, at) for one in _sets(connector))
    return (_view(shared, connector.at / "connectionParameters"),) if shared else ()


def shown_connections(connector: Connector) -> tuple[ConnectionView, ...]:
    """The ways to connect as the dialog shows them: without hidden parameters and without defaults of secrets."""
    return tuple(replace(one, fields=tuple(_shown(one.fields))) for one in connection_views(connector))


def connection_fields(connector: Connector, chosen: str | None = None) -> tuple[ConnectionFieldView, ...]:
    """The parameters of a connection, hidden ones included; of the chosen set if there are sets.

    Without a set of that name, only the parameters that all sets share.
    """
    views = connection_views(connector)
    found = views[:1] if not set_names(connector) else [one for one in views if one.name == chosen]
    return next((one.fields for one in found), tuple(map(_field, _shared(connector).values())))


def set_names(connector: Connector) -> tuple[str, ...]:
    """The names of the sets of connection parameters; none if there is a single way to connect."""
    return tuple(str(one.get("name") or "") for one in _sets(connector))


def _shared(connector: Connector) -> dict[str, _Written]:
    parameters = (connector.properties and connector.properties.connection_parameters) or {}
    return {name: _of_model(name, one) for name, one in parameters.items()}


def _of_model(name: str, one: ConnectionParameter) -> _Written:
    ui = one.ui
    dialog: dict[str, Json] = {
        "displayName": ui.display_name if ui else None,
        "description": ui.description if ui else None,
        "tooltip": ui.tooltip if ui else None,
        "constraints": one.constraints,
    }
    return _Written(name, one.type or "string", one.at, one.extra.get("defaultValue"), dialog)


def _parameter_sets(connector: Connector) -> Mapping[str, Json]:
    found = _mapping(connector.properties.extra.get("connectionParameterSets") if connector.properties else None)
    return found if isinstance(found.get("values"), list) else {}


def _sets(connector: Connector) -> Iterator[Mapping[str, Json]]:
    """The sets as the platform writes them, since the model leaves them closed."""
    values = _parameter_sets(connector).get("values")
    yield from (one for one in (values if isinstance(values, list) else ()) if isinstance(one, Mapping))


def _of_set(written: Mapping[str, Json], shared: Mapping[str, _Written], at: Pointer) -> ConnectionView:
    dialog = _mapping(written.get("uiDefinition"))
    own = {
        name: _Written(
            name,
            str(one.get("type") or "string"),
            at,
            one.get("defaultValue"),
            _mapping(one.get("uiDefinition")),
        )
        for name, one in ((key, _mapping(raw)) for key, raw in _mapping(written.get("parameters")).items())
    }
    name = str(written.get("name") or "")
    return replace(
        _view({**shared, **own}, at),
        name=name,
        title=str(dialog.get("displayName") or name),
        description=str(dialog.get("description") or ""),
        shareable=_mapping(written.get("metadata")).get("allowSharing") is True,
    )


def _view(written: Mapping[str, _Written], at: Pointer) -> ConnectionView:
    return ConnectionView(
        name="",
        title="",
        description="",
        fields=tuple(_field(one) for one in sorted(written.values(), key=_tab)),
        sign_in=any(one.type == SIGN_IN for one in written.values()),
        at=at,
    )


def _tab(one: _Written) -> int:
    index = one.constraints.get("tabIndex")
    return int(index) if isinstance(index, int) or (isinstance(index, str) and index.isdecimal()) else _LAST


def _field(one: _Written) -> ConnectionFieldView:
    choices = tuple(_choices(one.constraints))
    hidden = one.flag("hidden")
    return ConnectionFieldView(
        key=one.name,
        label=str(one.dialog.get("displayName") or one.name),
        description=str(one.dialog.get("description") or ""),
        tooltip=str(one.dialog.get("tooltip") or ""),
        type=one.type,
        control="choice" if choices else _CONTROLS.get(one.type, "text"),  # type: ignore[arg-type]
        required=one.flag("required") and not hidden,
        default=None if isinstance(one.default, (Mapping, list)) or one.default is None else _text(one.default),
        choices=choices,
        at=one.at,
        hidden=hidden,
        signs_in=one.type == SIGN_IN,
        secret=one.type in (_SECRET, SIGN_IN),
    )


def _shown(fields: tuple[ConnectionFieldView, ...]) -> Iterator[ConnectionFieldView]:
    for one in fields:
        if not one.hidden:
            yield replace(one, default=None) if one.secret else one


def _choices(constraints: Mapping[str, Json]) -> Iterator[ChoiceView]:
    values = constraints.get("allowedValues")
    for one in values if isinstance(values, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("value"), (str, int, float)):
            value = _text(one["value"])
            yield ChoiceView(value, str(one.get("text") or one.get("displayName") or value))


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
