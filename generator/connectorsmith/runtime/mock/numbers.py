"""Numbers within the bounds of a schema, and of a size that fits the name of the value."""

from __future__ import annotations

import math
from typing import Final

from connectorsmith.model import Json, Schema
from connectorsmith.runtime.mock import chance

_RANGES: Final = {
    "year": (2020, 2026), "month": (1, 12), "day": (1, 28), "hour": (0, 23), "minute": (0, 59), "percent": (0, 100),
    "latitude": (-60, 60), "longitude": (-170, 170), "age": (18, 90), "count": (0, 20), "total": (0, 20),
    "page": (1, 1), "port": (1024, 9999), "status": (200, 200),
}  # fmt: skip
_IDS: Final = (1000, 9999)
_USUAL: Final = (1, 500)


def number(schema: Schema, name: str, key: str) -> int | float:
    """A number for a schema of the type integer or number."""
    step = _positive(schema.extra.get("multipleOf")) or 1
    low, high = _bounds(schema, name)
    first, last = math.ceil(low / step), math.floor(high / step)
    found = (first + chance.number(key, max(0, last - first) + 1)) * step
    if schema.type == "integer":
        return int(found)
    if first > last:
        return (low + high) / 2
    return found + 0.5 if step == 1 and not _is_bound(schema) and _is_amount(name) else found


def _bounds(schema: Schema, name: str) -> tuple[float, float]:
    """The least and the largest number, those that the schema excludes left out."""
    low, high = _usual(name)
    whole = schema.type == "integer"
    least, most = _numeric(schema.extra.get("minimum")), _numeric(schema.extra.get("maximum"))
    width = high - low
    if least is not None:
        low = least + (_gap(whole, width) if schema.extra.get("exclusiveMinimum") is True else 0)
        high = max(high, low + width) if most is None else high
    if most is not None:
        high = most - (_gap(whole, width) if schema.extra.get("exclusiveMaximum") is True else 0)
        low = min(low, high - width) if least is None and low > high else low
    return low, high


def _gap(whole: bool, width: float) -> float:
    return 1 if whole else min(0.001, width / 1000)


def _usual(name: str) -> tuple[float, float]:
    folded = name.lower()
    if folded.endswith("id"):
        return _IDS
    return next((bounds for word, bounds in _RANGES.items() if word in folded), _USUAL)


def _is_amount(name: str) -> bool:
    folded = name.lower()
    return any(word in folded for word in ("price", "amount", "rate", "sum", "cost", "score", "tax", "weight"))


def _is_bound(schema: Schema) -> bool:
    return any(name in schema.extra for name in ("minimum", "maximum"))


def _numeric(value: Json) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _positive(value: Json) -> float | None:
    found = _numeric(value)
    return found if found is not None and found > 0 else None
