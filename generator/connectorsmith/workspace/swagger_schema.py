"""A connector's definition against the JSON Schema of Swagger 2.0, before anything is built of it.

The schema is that of openapi-spec-validator, which takes half a second to import and so comes last. The required
rules give better messages, so this check runs only where they find nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.analysis.definition_path import locate
from connectorsmith.diagnostics import DEFINITION, Diagnostic, Pointer
from connectorsmith.emitters.swagger import definition
from connectorsmith.language.policy_expression import ENVIRONMENT_REFERENCE, environment_variables
from connectorsmith.model import Connector

_ADDRESSES: Final = ("authorizationUrl", "tokenUrl")
_HINT: Final = "see what Swagger 2.0 allows here: https://spec.openapis.org/oas/v2.0"


def swagger_faults(connector: Connector) -> list[Diagnostic]:
    """Everything in the definition of a connector that Swagger 2.0 does not allow, placed in its own files."""
    value = definition(connector)
    if _validator().is_valid(value) or _validator().is_valid(value := with_addresses(value)):
        return []
    from connectorsmith.source.schema_faults import schema_faults  # few definitions have faults

    faults = schema_faults(value, swagger_schema(), DEFINITION, _validator())
    return [replace(fault, at=_own_place(connector, fault.at), hint=fault.hint or _HINT) for fault in faults]


def with_addresses(value: Mapping[str, Any]) -> dict[str, Any]:
    """The definition with an address wherever a sign-in has an environment variable, as solutions may."""
    found = value.get("securityDefinitions")
    if not isinstance(found, dict):
        return dict(value)
    resolved = {name: _resolved(form) if isinstance(form, dict) else form for name, form in found.items()}
    return {**value, "securityDefinitions": resolved}


def _resolved(form: Mapping[str, Any]) -> dict[str, Any]:
    texts = {key: form[key] for key in _ADDRESSES if environment_variables(form.get(key))}
    filled = {key: ENVIRONMENT_REFERENCE.sub("x", text) for key, text in texts.items()}
    return {**form, **{key: text if "://" in text else f"https://{text}" for key, text in filled.items()}}


def _keys(at: Pointer | None) -> tuple[str | int, ...]:
    return () if at is None else at.keys


def _own_place(connector: Connector, at: Pointer | None) -> Pointer:
    found = locate(connector, _keys(at))
    if found is None:
        found = connector.at
        for key in _keys(at):
            found /= key
    return found


@cache
def swagger_schema() -> dict[str, Any]:
    """The JSON Schema of Swagger 2.0, https://spec.openapis.org/oas/2.0/schema/2017-08-27, treated as read-only."""
    package = find_spec("openapi_spec_validator")
    file = Path(str(package and package.origin)).parent / "resources" / "schemas" / "v2.0" / "schema.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


@cache
def _validator() -> Any:
    import jsonschema_rs  # compiled, as for the language

    return jsonschema_rs.validator_for(swagger_schema())
