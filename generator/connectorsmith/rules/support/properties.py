"""The parts of apiProperties with their places; missing parts are empty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import PROPERTIES, SPEC, Pointer
from connectorsmith.language.properties_schema import properties_frame
from connectorsmith.language.vocabulary import OAUTH
from connectorsmith.model import ConnectionParameter, Connector, Json, UiDefinition

SETS: Final = "connectionParameterSets"
_CUSTOM: Final = "customParameters"


def properties_place(connector: Connector) -> Pointer:
    """Where the keys of apiProperties are: at the root of a spec, in a package below ``properties``."""
    return SPEC if connector.at.document == SPEC.document else PROPERTIES / "properties"


def connection_parameters(connector: Connector) -> Iterator[ConnectionParameter]:
    """Every connection parameter, those of each of several ways to connect included.

    Of a login with a fault in its form, what is as documented is kept, so that the fault hides no other.
    """
    properties = connector.properties
    for plain in ((properties and properties.connection_parameters) or {}).values():
        settings = plain.extra.get("oAuthSettings") if plain.oauth is None else None
        yield replace(plain, oauth=_login(settings)) if isinstance(settings, dict) else plain
    for index, way in ways(connector):
        parameters, at = way.get("parameters"), properties_place(connector) / SETS / "values" / index / "parameters"
        for name, parameter in parameters.items() if isinstance(parameters, dict) else ():
            if isinstance(parameter, dict):
                yield _connection_parameter(name, parameter, at / name)


def _connection_parameter(name: str, form: dict[str, Json], at: Pointer) -> ConnectionParameter:
    """A parameter of a way to connect, which the model keeps as JSON; what is not as documented is left out."""
    ui, oauth, kind = (form.get(key) for key in ("uiDefinition", "oAuthSettings", "type"))
    dialog = ui if isinstance(ui, dict) else {}
    constraints = dialog.get("constraints")
    shown = UiDefinition(
        dialog.get("displayName"),
        dialog.get("description"),
        dialog.get("tooltip"),
        constraints if isinstance(constraints, dict) else None,
        dialog,
    )
    return ConnectionParameter(
        name,
        kind if isinstance(kind, str) else None,
        shown,
        _login(oauth) if isinstance(oauth, dict) else None,
        form,
        at,
    )


def _login(settings: dict[str, Json]) -> dict[str, Json]:
    """The settings of a login whose values are as documented; a custom parameter of another form stays, empty."""
    if OAUTH(settings):
        return settings
    found = {key: value for key, value in settings.items() if OAUTH({key: value})}
    custom = settings.get(_CUSTOM)
    if _CUSTOM not in found and isinstance(custom, dict):
        found[_CUSTOM] = {name: value if OAUTH({_CUSTOM: {name: value}}) else {} for name, value in custom.items()}
    return found


def declared(connector: Connector) -> set[str]:
    """The names of all connection parameters, those of every set included."""
    return {parameter.name for parameter in connection_parameters(connector)}


def ways(connector: Connector) -> Iterator[tuple[int, dict[str, Json]]]:
    """Every one of several ways to connect, with its number in the list."""
    sets = ((connector.properties and connector.properties.extra) or {}).get(SETS)
    values = sets.get("values") if isinstance(sets, dict) else None
    for index, way in enumerate(values if isinstance(values, list) else ()):
        if isinstance(way, dict):
            yield index, way


def uses_gateway(connector: Connector) -> bool:
    """Whether calls may go through the on-premises data gateway: by the capability, or by a parameter for it."""
    capable = "gateway" in ((connector.properties and connector.properties.capabilities) or ())
    return capable or any(one.type == "gatewaySetting" for one in connection_parameters(connector))


def allowed(part: str, key: str) -> tuple[str, ...]:
    """The words that apiProperties may have under a key of one of its parts, from the JSON Schema of that file."""
    form: dict[str, Json] = _frame()["$defs"][part]["properties"][key]
    return tuple(form.get("items", form)["enum"])


@cache
def _frame() -> dict[str, Json]:
    return properties_frame()
