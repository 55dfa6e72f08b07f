"""A name is given to a value that is not among the choices.

Why: the name is never shown, and mostly the value is a slip for one that then has no name.
Write: in x-ms-enum-values only values of the enum beside it, of the same type.
Bad:
    {type: string, enum: [open, closed], x-ms-enum-values: [{value: opened, displayName: Open}]}
Good:
    {type: string, enum: [open, closed], x-ms-enum-values: [{value: open, displayName: Open}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidEnumValuesExtensionValue
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.analysis.json_types import ENUM_VALUES, enum_values
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="InvalidEnumValuesExtensionValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every value of x-ms-enum-values up in the enum beside it, if there is one."""
    for schema in schemas_with(connector, ENUM_VALUES):
        known = dict.fromkeys(json.dumps(value, sort_keys=True) for value in schema.enum or ())
        for index, entry in enumerate(enum_values(schema) if known else ()):
            if not isinstance(entry, dict) or "value" not in entry:
                continue
            value = json.dumps(entry["value"], sort_keys=True)
            if value not in known:
                likely = suggest(value, known)
                hint = f"did you mean {likely}?" if likely else f"the enum has {listed(known)}"
                at = schema.at / ENUM_VALUES / index / "value"
                yield Finding(at, f"the value {value} is not in the enum", hint)
