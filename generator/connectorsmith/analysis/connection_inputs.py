"""What a connection holds: its parameters, of one set if the connector has several, hidden ones included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.connection_dialog import SIGN_IN
from connectorsmith.model.connector import Connector
from connectorsmith.model.values import Json

_SECRET: Final = ("securestring", SIGN_IN)


class ConnectionInput(Struct, frozen=True):
    """One parameter of a connection; ``default`` and the ``allowed`` values are texts."""

    name: str
    type: str
    required: bool
    default: str | None = None
    allowed: tuple[str, ...] = ()

    @property
    def signs_in(self) -> bool:
        """Whether a sign-in gives the value, which is a token."""
        return self.type == SIGN_IN

    @property
    def secret(self) -> bool:
        """Whether the value is a secret."""
        return self.type in _SECRET


def set_names(connector: Connector) -> tuple[str, ...]:
    """The names of the sets of connection parameters; none if there is a single way to connect."""
    return tuple(str(one.get("name") or "") for one in _sets(connector))


def connection_inputs(connector: Connector, chosen: str | None = None) -> tuple[ConnectionInput, ...]:
    """The parameters of a connection, of the chosen set if there are sets; those of the connector come first."""
    properties = connector.properties
    shared = (properties and properties.connection_parameters) or {}
    found = {
        name: ConnectionInput(
            name,
            one.type or "string",
            one.required and not one.hidden,
            _text(one.extra.get("defaultValue")),
            _allowed(one.constraints),
        )
        for name, one in shared.items()
    }
    for one in _sets(connector):
        if one.get("name") == chosen:
            found |= {name: _set_input(name, _mapping(raw)) for name, raw in _mapping(one.get("parameters")).items()}
    return tuple(found.values())


def _set_input(name: str, raw: Mapping[str, Json]) -> ConnectionInput:
    constraints = _mapping(_mapping(raw.get("uiDefinition")).get("constraints"))
    required, hidden = (str(constraints.get(key, "false")).lower() == "true" for key in ("required", "hidden"))
    return ConnectionInput(
        name,
        str(raw.get("type") or "string"),
        required and not hidden,
        _text(raw.get("defaultValue")),
        _allowed(constraints),
    )


def _sets(connector: Connector) -> Iterator[Mapping[str, Json]]:
    extra = connector.properties.extra if connector.properties else {}
    values = _mapping(extra.get("connectionParameterSets")).get("values")
    yield from (one for one in (values if isinstance(values, list) else []) if isinstance(one, Mapping))


def _allowed(constraints: Mapping[str, Json]) -> tuple[str, ...]:
    values = constraints.get("allowedValues")
    texts = (_text(_mapping(one).get("value")) for one in (values if isinstance(values, list) else []))
    return tuple(text for text in texts if text is not None)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Json) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or isinstance(value, (Mapping, list)) else str(value)
