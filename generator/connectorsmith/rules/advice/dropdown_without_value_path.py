"""A dropdown does not say which property of an item is its value.

Why: the designer reads the value of the chosen item at this path; without it nothing is sent.
Write: itemValuePath in x-ms-dynamic-list, value-path in x-ms-dynamic-values.
Bad:
    dynamic-list: {operationId: ListOrders, itemTitlePath: name}
Good:
    dynamic-list: {operationId: ListOrders, itemValuePath: id, itemTitlePath: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions; all of 105 published lists
    have it
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import dynamic_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import keys_inside
from connectorsmith.rules.support.message_words import key


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the path; x-ms-dynamic-values with a capability in place of an operation needs none."""
    for schema in dynamic_schemas(connector):
        for word, form, path in (
            ("dynamic-list", schema.dynamic_list, "itemValuePath"),
            ("dynamic-values", schema.dynamic_values, "value-path"),
        ):
            if form is None or "operationId" not in form or path in form:
                continue
            strangers = form.keys() - keys_inside("schema", f"x-ms-{word}")
            if not any(suggest(name, (path,)) for name in strangers):  # a misspelt key has a rule of its own
                message = f"`{key(schema.at, word)}` has no {path}"
                yield Finding(schema.at / word, message, f"add {path} and the path of the value in an item")
