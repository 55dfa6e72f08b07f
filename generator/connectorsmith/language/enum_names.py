"""Values of an enum with the names that makers see: one mapping in a spec, two lists in a package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.analysis.json_types import ENUM_VALUES
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Json, Schema
from connectorsmith.model.values import same

ENUM: Final = "enum"
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


def read_names(form: YamlForm) -> tuple[tuple[Json, ...], list[Json]] | None:
    """Return the values of an ``enum`` that is a mapping of names, and the value of ``x-ms-enum-values``."""
    names = form.get(ENUM)
    if not isinstance(names, dict):
        return None
    values = tuple(_value(word, form.get("type")) for word in names)
    listed: list[Json] = [
        {"value": value, "displayName": name} for value, name in zip(values, names.values(), strict=True)
    ]
    return values, listed


def _value(word: str, kind: Any) -> Json:
    return int(word) if kind in ("integer", "int32", "int64") and _WHOLE.fullmatch(word) else word


def write_names(schema: Schema, form: YamlForm) -> Mapping[str, Json]:
    """Put the names into the form's ``enum`` if one mapping says all; return the keys of ``extra`` that are left."""
    listed = schema.extra.get(ENUM_VALUES)
    if not schema.enum or not isinstance(listed, list) or not all(map(_is_named, listed)):
        return schema.extra
    names = {str(item["value"]): item["displayName"] for item in listed}
    back = read_names({**form, ENUM: names})
    if back is None or not same(list(back[0]), list(schema.enum)) or not same(back[1], listed):
        return schema.extra
    form[ENUM] = names
    return {key: value for key, value in schema.extra.items() if key != ENUM_VALUES}


def _is_named(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() == {"value", "displayName"}
        and type(item["value"]) in (str, int)
        and isinstance(item["displayName"], str)
    )
