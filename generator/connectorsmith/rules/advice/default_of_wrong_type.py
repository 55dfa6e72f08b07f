"""A default is a number where a text is asked for.

Why: the platform refuses to save the connector.
Write: the number in quotes.
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

from connectorsmith.analysis.json_types import type_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.defaults import defaults_of_other_type


@rule(Severity.ERROR, code="DefaultValueMustMatchType")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the one difference that makers report; all others have a rule of their own."""
    for at, value, wanted in defaults_of_other_type(connector):
        if wanted == "string" and type_of(value) in ("integer", "number"):
            message = f"the default {json.dumps(value)} is of the type {type_of(value)}, and the type is string"
            yield Finding(at, message, "put it in quotes")
