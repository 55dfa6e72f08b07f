"""Where dynamic extensions are written: one by one, or as ``options`` and ``fields`` for two at once."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import Schema
from connectorsmith.spec.lookups import fold_fields, fold_options

_LISTS: Final = frozenset({"dynamic-values", "dynamic-list"})
_FORMS: Final = frozenset({"dynamic-schema", "dynamic-properties"})


def place(schema: Schema, word: str) -> Pointer:
    """The place of a dynamic extension, or of the word of a spec that writes it together with its twin."""
    if schema.at.document == SPEC.document:
        if word in _LISTS and fold_options(schema.dynamic_values, schema.dynamic_list) is not None:
            return schema.at / "options"
        if word in _FORMS and fold_fields(schema.dynamic_schema, schema.dynamic_properties) is not None:
            return schema.at / "fields"
    return schema.at / word
