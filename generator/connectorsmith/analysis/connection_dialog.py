"""What the connection dialog asks a maker for, as tables: one, or one for each set of connection parameters."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from connectorsmith.model.connection import ConnectionParameter
from connectorsmith.model.connector import Connector
from connectorsmith.model.values import Json

SIGN_IN = "oauthSetting"


class ConnectionRow(Struct, frozen=True):
    """One value the dialog asks for."""

    name: str
    key: str
    type: str
    description: str
    required: bool


class ConnectionTable(Struct, frozen=True):
    """One way to connect; ``title`` is ``Default`` where there is a single one, ``sign_in`` where a window opens.

    Connections are ``shareable`` only where a set of connection parameters says so.
    """

    title: str
    description: str
    rows: tuple[ConnectionRow, ...]
    sign_in: bool
    shareable: bool = False


def connection_tables(connector: Connector) -> tuple[ConnectionTable, ...]:
    """List what each way to connect asks for; none where the connector needs no connection."""
    properties = connector.properties
    if properties is None:
        return ()
    sets = _mapping(properties.extra.get("connectionParameterSets")).get("values")
    if isinstance(sets, list):
        return tuple(_set_table(value) for value in sets if isinstance(value, Mapping))
    parameters = tuple((properties.connection_parameters or {}).values())
    if not parameters:
        return ()
    rows = tuple(_row(parameter) for parameter in parameters if not parameter.hidden and parameter.type != SIGN_IN)
    return (ConnectionTable("Default", "", rows, any(parameter.type == SIGN_IN for parameter in parameters)),)


def _row(parameter: ConnectionParameter) -> ConnectionRow:
    ui = parameter.ui
    name = (ui.display_name if ui else None) or parameter.name
    description = (ui.description if ui else None) or ""
    return ConnectionRow(name, parameter.name, parameter.type or "", description, parameter.required)


def _set_table(value: Mapping[str, Json]) -> ConnectionTable:
    """Read a set as the platform writes it, since the model leaves it closed."""
    dialog = _mapping(value.get("uiDefinition"))
    parameters = {key: _mapping(raw) for key, raw in _mapping(value.get("parameters")).items()}
    rows = (_set_row(key, raw) for key, raw in parameters.items() if raw.get("type") != SIGN_IN)
    return ConnectionTable(
        title=str(dialog.get("displayName") or value.get("name") or ""),
        description=str(dialog.get("description") or ""),
        rows=tuple(row for row in rows if row is not None),
        sign_in=any(raw.get("type") == SIGN_IN for raw in parameters.values()),
        shareable=_mapping(value.get("metadata")).get("allowSharing") is True,
    )


def _set_row(key: str, raw: Mapping[str, Json]) -> ConnectionRow | None:
    dialog = _mapping(raw.get("uiDefinition"))
    flags = {name: str(flag).lower() == "true" for name, flag in _mapping(dialog.get("constraints")).items()}
    if flags.get("hidden"):
        return None
    name, description = str(dialog.get("displayName") or key), str(dialog.get("description") or "")
    return ConnectionRow(name, key, str(raw.get("type") or ""), description, flags.get("required", False))


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
