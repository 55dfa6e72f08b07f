"""A transfer protocol is not one of Swagger's.

Why: the API cannot be called; the platform refuses the connector.
Write: https, or http if the API has nothing better.
Bad:
    schemes: [HTTPS]
Good:
    schemes: [https]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemeNotValid; https://spec.openapis.org/oas/v2.0#swagger-object
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation

_KNOWN: Final = ("https", "http", "wss", "ws")
_KEY: Final = "schemes"


@rule(Severity.ERROR, code="SchemeNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the lists of the connector and of each operation that have anything else in them."""
    parts: tuple[Connector | Operation, ...] = (connector, *connector.operations)
    for part in parts:
        listed = part.extra.get(_KEY)
        for index, scheme in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(scheme, str) and scheme not in _KNOWN:
                message = f'"{scheme}" is not a transfer protocol that the platform knows'
                yield Finding(part.at / _KEY / index, message, f"did you mean {_nearest(scheme)}?")


def _nearest(scheme: str) -> str:
    bare = scheme.casefold().strip(":/ ")
    return bare if bare in _KNOWN else "https"
