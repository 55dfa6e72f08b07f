"""An entry of x-ms-enum-values has no name for its value.

Why: the list is there to give each choice the name that makers see.
Write: displayName for every value.
Bad:
    x-ms-enum-values: [{value: 1}]
Good:
    x-ms-enum-values: [{value: 1, displayName: Open}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MissingEnumValuesDisplayName
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.analysis.json_types import ENUM_VALUES, enum_values
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json


@rule(Severity.ERROR, code="MissingEnumValuesDisplayName")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the name in every entry."""
    for schema in schemas_with(connector, ENUM_VALUES):
        for index, entry in enumerate(enum_values(schema)):
            if isinstance(entry, dict) and not _has_name(entry):
                at = schema.at / ENUM_VALUES / index
                message = f"the value {json.dumps(entry.get('value'))} has no name"
                yield Finding(at, message, "add displayName: and the name that makers see")


def _has_name(entry: Mapping[str, Json]) -> bool:
    """Whether the name is written; another rule reports one whose key is misspelt."""
    return any(key == "displayName" or suggest(key, ("value", "displayName")) == "displayName" for key in entry)
