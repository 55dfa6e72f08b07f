"""Schemas from sample values: what all samples have in common, and nothing required, since samples prove no rule."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from connectorsmith.source.json.depth import is_deep
from connectorsmith.source.json.faults import MAXIMUM_DEPTH

_FORMATS: Final = {
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)\Z"),
    "date": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "uuid": re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"),
}
_OF: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}


def infer(samples: Sequence[Any]) -> dict[str, Any]:
    """The schema that all samples fit; null says nothing, and samples of several kinds leave the type open."""
    found = [one for one in samples if one is not None]
    if not found:
        return {}
    if all(isinstance(one, dict) for one in found):
        names = dict.fromkeys(str(name) for one in found for name in one)
        members = {name: infer([one[name] for one in found if name in one]) for name in names}
        return {"type": "object"} | ({"properties": members} if members else {})
    if all(isinstance(one, list) for one in found):
        return {"type": "array", "items": infer([item for one in found for item in one])}
    kinds = {_OF.get(type(one), "") for one in found}
    if kinds == {"integer", "number"}:
        return {"type": "number"}
    if len(kinds) != 1 or "" in kinds:
        return {}
    return {"type": kinds.pop()} | _format(found)


def _format(samples: Sequence[Any]) -> dict[str, str]:
    if not all(isinstance(one, str) for one in samples):
        return {}
    return next(({"format": name} for name, form in _FORMATS.items() if all(map(form.match, samples))), {})


def sample(text: str) -> Any:
    """The value of a JSON text with variables of Postman in it, such as {"id": {{id}}}. Raises ValueError."""
    try:
        with suppress(ValueError):
            return _shallow(json.loads(text))
        return _shallow(json.loads(re.sub(r"(?<![\"\w])\{\{[^{}\"]{1,100}\}\}", "null", text)))
    except RecursionError:
        raise ValueError from None


def _shallow(value: Any) -> Any:
    """The value itself. Raises RecursionError if it is nested deeper than a file may be."""
    if is_deep(value, MAXIMUM_DEPTH):
        raise RecursionError
    return value


def scalar(text: str) -> dict[str, Any]:
    """The schema of a value that is written as text, as in a query."""
    if text in ("true", "false"):
        return {"type": "boolean"}
    if re.fullmatch(r"-?(?:0|[1-9]\d{0,14})", text):
        return {"type": "integer"}
    return {"type": "string"}
