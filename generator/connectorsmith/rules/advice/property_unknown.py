"""The properties have a key that the platform does not know.

Why: the platform passes over it or refuses the file, so that what it says is not so.
Write: the documented key, letter for letter: "stackOwner", not "stackowner".
Bad:
    {"properties": {"iconBrandColor": "#00374b", "stackowner": "Example"}}
Good:
    {"properties": {"iconBrandColor": "#00374b", "stackOwner": "Example"}}
Source: the published JSON Schema of apiProperties, and the keys that it forgets
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from connectorsmith.diagnostics import PROPERTIES, SPEC, Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.properties_schema import properties_frame
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties_faults import findings


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every key up, those beside "properties", those in it, and those at any depth."""
    if connector.properties is None:
        return
    known = _known()
    inside, beside = _places(connector)
    for key in connector.properties.extra:
        if key not in known and key not in _TOLERATED and not key.startswith("$"):
            likely = suggest(key, known)
            hint = f'did you mean "{likely}"?' if likely else "remove it"
            yield Finding(inside / key, f'apiProperties has no key "{key}"', hint)
    for key in connector.properties.beside:
        if not key.startswith("$"):
            yield Finding(beside / key, f'nothing but "properties" may be here, not "{key}"', "move it inside")
    yield from findings(connector, _DEEPER)


@cache
def _known() -> tuple[str, ...]:
    return tuple(properties_frame()["$defs"]["properties"]["properties"])


def _places(connector: Connector) -> tuple[Pointer, Pointer]:
    """Where keys are that the language has no word for: inside "properties" and beside it."""
    if connector.at.document == SPEC.document:
        return SPEC / "raw" / "properties", SPEC / "raw" / "apiProperties"
    return PROPERTIES / "properties", PROPERTIES


_DEEPER: Final = frozenset({"unknown-key"})
_TOLERATED: Final = ("script",)
"""What paconn writes when it downloads a connector with custom code."""
