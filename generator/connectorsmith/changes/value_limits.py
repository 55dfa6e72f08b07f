"""Limits of a value, such as ``minimum`` or ``pattern``: tighter or looser than before."""

from __future__ import annotations

from typing import Final

from connectorsmith.model import ABSENT, Json
from connectorsmith.model.values import Absent

_UPPER: Final = frozenset({"maximum", "maxLength", "maxItems", "maxProperties"})
_LOWER: Final = frozenset({"minimum", "minLength", "minItems", "minProperties"})
_FLAGS: Final = frozenset({"exclusiveMinimum", "exclusiveMaximum", "uniqueItems"})
LIMITS: Final = _UPPER | _LOWER | _FLAGS | {"pattern", "multipleOf"}
"""The keywords of Swagger 2.0 that limit a value, https://spec.openapis.org/oas/v2.0#schema-object."""


def limit_kind(key: str, old: Json | Absent, new: Json | Absent) -> str:
    """Return the kind of a changed limit; ``limit-changed`` where neither is known to allow less."""
    if key in _FLAGS:
        return "limit-tightened" if new is True else "limit-loosened"
    if old is ABSENT or new is ABSENT:
        return "limit-tightened" if old is ABSENT else "limit-loosened"
    if key in _UPPER | _LOWER and _number(old) and _number(new) and old != new:
        return "limit-tightened" if (new < old) == (key in _UPPER) else "limit-loosened"
    return "limit-changed"


def _number(value: Json | Absent) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
