"""An apiProperties file to the model, without loss."""

from __future__ import annotations

from typing import Any

from connectorsmith.diagnostics import PROPERTIES, Pointer
from connectorsmith.importers.sort_keys import UnexpectedShape, list_of, mapping_of, sort_keys, table
from connectorsmith.language import vocabulary
from connectorsmith.model import ConnectionParameter, Json, Policy, Properties, UiDefinition, json_shapes
from connectorsmith.model.policy import OPERATIONS, PARAMETER_PREFIX, SECTION

_PROPERTIES = table(vocabulary.PROPERTIES)
_UI = table(vocabulary.UI)
_CONNECTION_PARAMETER = table(vocabulary.CONNECTION_PARAMETER)
_POLICY = table(vocabulary.POLICY)


def properties(value: Json, *, partial: bool = False) -> Properties:
    """Read an apiProperties file. Raises ``UnexpectedShape`` unless it is an object with ``properties``."""
    if type(value) is not dict or type(value.get("properties")) is not dict:
        raise UnexpectedShape
    known, extra = sort_keys(value["properties"], PROPERTIES / "properties", _PROPERTIES, _PARTS, partial)
    beside = {key: item for key, item in value.items() if key != "properties"}
    return Properties(**known, extra=extra, beside=beside)


def _connection_parameter(value: Json, at: Pointer, partial: bool) -> ConnectionParameter:
    known, extra = sort_keys(value, at, _CONNECTION_PARAMETER, _CONNECTION_PARTS, partial)
    return ConnectionParameter(str(at.key), **known, extra=extra, at=at)


def _ui(value: Json, at: Pointer, partial: bool) -> UiDefinition:
    known, extra = sort_keys(value, at, _UI, {"constraints": ("constraints", _object)}, partial)
    return UiDefinition(**known, extra=extra)


def _object(value: Json, at: Pointer, partial: bool) -> dict[str, Json]:
    if type(value) is not dict:
        raise UnexpectedShape
    return value


def _policy(value: Json, at: Pointer, partial: bool) -> Policy:
    known, extra = sort_keys(value, at, _POLICY, {"parameters": ("template_parameters", _object)}, partial)
    if "template" not in known:
        raise UnexpectedShape
    parameters = known.pop("template_parameters", None)
    return Policy(**known, **_template_parameters(parameters), extra=extra, at=at)


def _template_parameters(value: dict[str, Json] | None) -> dict[str, Any]:
    """Split the parameters of an instance into section, operations, those of the template, and the rest."""
    if value is None:
        return {"parameters": None}
    found: dict[str, Any] = {"parameters": {}, "extra_parameters": {}}
    for key, item in value.items():
        if key == SECTION and vocabulary.POLICY_SECTION(item):
            found["section"] = item
        elif key == OPERATIONS and json_shapes.texts(item):
            found["operations"] = tuple(item)
        elif key.startswith(PARAMETER_PREFIX):
            found["parameters"][key[len(PARAMETER_PREFIX) :]] = item
        else:
            found["extra_parameters"][key] = item
    return found


def _oauth(value: Json, at: Pointer, partial: bool) -> dict[str, Json]:
    if not vocabulary.OAUTH(value):
        raise UnexpectedShape
    return _object(value, at, partial)


_CONNECTION_PARTS = {"uiDefinition": ("ui", _ui), "oAuthSettings": ("oauth", _oauth)}
_PARTS = {
    "connectionParameters": ("connection_parameters", mapping_of(_connection_parameter)),
    "policyTemplateInstances": ("policies", list_of(_policy)),
}
