"""A key has a value that is not one of those it can have.

Why: the platform knows a few values there and no other, and refuses the connector.
Write: one of the values, letter for letter.
Bad:
    in: Query
Good:
    in: query
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    JsonValueNotInEnum; https://spec.openapis.org/oas/v2.0,
    https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.extensions import extensions
from connectorsmith.model import Connector, Json
from connectorsmith.model.json_shapes import PRIMITIVES
from connectorsmith.rules.support.json_parts import raw_parts, word
from connectorsmith.rules.support.phrases import either

_TRIGGERS: Final = extensions()["x-ms-trigger"].values
_SIMPLE: Final = ("string", "integer", "number", "boolean", "array")
_PARAMETER_TYPES: Final = (*_SIMPLE, "object", "file")
_STATUS: Final = {"x-ms-api-annotation": {"status": ("Preview", "Production")}}
_CHOICES: Final[Mapping[str, Mapping[str, Any]]] = {
    "schema": {"type": PRIMITIVES},
    "parameter": {
        "type": _PARAMETER_TYPES,
        "in": ("query", "header", "path", "formData", "body"),
        "x-ms-url-encoding": extensions()["x-ms-url-encoding"].values,
    },
    "operation": {"x-ms-trigger": _TRIGGERS, **_STATUS},
    "info": _STATUS,
    "root": {
        "securityDefinitions": {
            "*": {
                "type": ("basic", "apiKey", "oauth2"),
                "in": ("query", "header"),
                "flow": ("implicit", "password", "application", "accessCode"),
            }
        }
    },
}


@rule(Severity.ERROR, code="JsonValueNotInEnum")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up every text under a key with a few known values; one that is not a text has a rule of its own."""
    for kind, at, raw in raw_parts(connector):
        yield from _unknown(raw, _CHOICES.get(kind, {}), at, "")


def _unknown(raw: Json, choices: Any, at: Pointer, name: str) -> Iterator[Finding]:
    if isinstance(choices, tuple):
        if isinstance(raw, str) and raw not in choices:
            likely = suggest(raw, choices)
            hint = f"did you mean {likely}?" if likely else f"write {either(_OFFERED.get(choices, choices))}"
            yield Finding(at, f'`{name}` cannot be "{raw}"', hint)
    elif isinstance(raw, Mapping):
        for key in raw if "*" in choices else sorted(choices.keys() & raw.keys()):
            yield from _unknown(raw[key], choices.get(key, choices.get("*")), at / word(key), key)


_OFFERED: Final = {
    PRIMITIVES: tuple(name for name in PRIMITIVES if name != "file"),
    _PARAMETER_TYPES: _SIMPLE,
}
"""What a hint names of the types: not those that are right in a few places only, about which there are rules."""
