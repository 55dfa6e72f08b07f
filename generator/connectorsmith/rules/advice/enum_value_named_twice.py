"""One value of a list of choices has two names.

Why: makers then see one choice twice, under different words.
Write: each value once in x-ms-enum-values.
Bad:
    x-ms-enum-values: [{value: 1, displayName: Open}, {value: 1, displayName: Closed}]
Good:
    x-ms-enum-values: [{value: 1, displayName: Open}, {value: 2, displayName: Closed}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DuplicateEnumValuesInExtension
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.analysis.json_types import ENUM_VALUES, enum_values
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="DuplicateEnumValuesInExtension")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the values inside every x-ms-enum-values."""
    for schema in schemas_with(connector, ENUM_VALUES):
        first: dict[str, int] = {}
        for index, entry in enumerate(enum_values(schema)):
            if not isinstance(entry, dict) or "value" not in entry:
                continue
            value = json.dumps(entry["value"], sort_keys=True)
            known = first.setdefault(value, index)
            if known != index:
                at = schema.at / ENUM_VALUES
                place = ("the first one", at / known / "value")
                hint = "remove one of the two, or correct its value"
                yield Finding(at / index / "value", f"the value {value} appears twice", hint, (place,))
