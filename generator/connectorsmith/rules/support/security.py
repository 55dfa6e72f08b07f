"""The security of a connector's API: the definitions, and the requirements that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Json, Operation

FLOWS: Final[Mapping[Json, tuple[str, ...]]] = {
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
    "application": ("tokenUrl",),
    "accessCode": ("authorizationUrl", "tokenUrl"),
}
"""The flows of OAuth 2.0 with the addresses that each needs, https://spec.openapis.org/oas/v2.0#security-scheme-object."""
_DEFINITIONS = "securityDefinitions"


class Requirement(Struct, frozen=True):
    """What has to be shown to the API: the name of a definition, and the scopes, a list if written as they should be.

    ``at`` is the place of the name.
    """

    name: str
    scopes: Json
    at: Pointer


def security_definitions(connector: Connector) -> Iterator[tuple[str, Mapping[str, Json], Pointer]]:
    """Every security definition that is an object, by name, with its place; its type and flow are texts if written."""
    found = connector.security_definitions
    found = connector.extra.get(_DEFINITIONS) if found is None else found
    for name, definition in found.items() if isinstance(found, dict) else ():
        if isinstance(definition, dict):
            texts = {key: str(definition[key]) for key in ("type", "flow") if key in definition}
            yield name, {**definition, **texts}, connector.at / _DEFINITIONS / name


def requirements(connector: Connector) -> Iterator[Requirement]:
    """Every requirement, those of the connector first and then those of each operation."""
    parts: tuple[Connector | Operation, ...] = (connector, *connector.operations)
    for part in parts:
        listed = part.extra.get("security") if part.security is None else part.security
        for index, alternative in enumerate(listed if isinstance(listed, (list, tuple)) else ()):
            for name, scopes in alternative.items() if isinstance(alternative, dict) else ():
                yield Requirement(name, scopes, part.at / "security" / index / name)
