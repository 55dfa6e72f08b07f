"""A default is not of the type that is asked for.

Why: the value is sent as it is written; the platform refuses the connector.
Write: a value of the type; quote numbers where a text is asked for.
Bad:
    id: {type: string, default: 1}
Good:
    id: {type: string, default: "1"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DefaultValueMustMatchType; reports of makers name it as an error on saving, for a whole number where the type is
    string
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_schemas
from connectorsmith.analysis.json_types import fits, type_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector
from connectorsmith.rules.support.message_words import quoting


@rule(Severity.ERROR, code="DefaultValueMustMatchType")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold every default against the type beside it; 1.0 is taken for a whole number."""
    for schema in written_schemas(connector):
        value, wanted = schema.default, schema.type
        if value is ABSENT or wanted in (None, "file") or fits(value, str(wanted)):
            continue
        if not (isinstance(value, float) and value.is_integer() and wanted == "integer"):
            message = f"the default {json.dumps(value)} is of the type {type_of(value)}, and the type is {wanted}"
            other = f"write a value of the type {wanted}, or leave the default out"
            yield Finding(schema.at / "default", message, quoting(value, str(wanted)) or other)
