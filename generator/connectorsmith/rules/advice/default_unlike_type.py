"""A default does not look like the type beside it.

Why: the value is sent as it is written, so that the API gets a text in place of a number, or null.
Write: a value of the type; leave a default of null out.
Bad:
    limit: {type: integer, default: "10"}
Good:
    limit: {type: integer, default: 10}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    which names it for all types; 22 published connectors have such a default
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.json_types import type_of
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.defaults import defaults_of_other_type
from connectorsmith.rules.support.message_words import quoting


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Report every default of another type but numbers for texts, which have a rule of their own."""
    for at, value, wanted in defaults_of_other_type(connector):
        if wanted != "string" or type_of(value) not in ("integer", "number"):
            message = f"the default {json.dumps(value)} is of the type {type_of(value)}, and the type is {wanted}"
            other = f"write a value of the type {wanted}, or leave the default out"
            yield Finding(at, message, quoting(value, wanted) or other)
