"""A dropdown does not say where its values come from.

Why: the designer has nothing to call; the platform refuses the connector.
Write: the operation that lists the values, best with "options".
Bad:
    dynamic-values: {value-path: id, value-title: name}
Good:
    options: {operation: ListTypes, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OneOfPropertiesRequired
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.analysis.all_parts import in_order, schemas_having, schemas_with
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.json_parts import word
from connectorsmith.rules.support.message_words import key

_ANY: Final = {
    "x-ms-dynamic-values": ("operationId", "builtInOperation", "capability"),
    "x-ms-trigger-value": ("value-collection", "value-path"),
}


@rule(Severity.ERROR, code="OneOfPropertiesRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for one of the keys that can say so in every extension that needs one."""
    values = _ANY["x-ms-dynamic-values"]
    triggers = schemas_with(connector, "x-ms-trigger-value")
    for schema in in_order(connector, schemas_having(connector, "dynamic_values"), triggers):
        if schema.dynamic_values is not None and _lacks(schema.dynamic_values, values):
            yield _finding(schema.at / "dynamic-values", values)
        trigger = schema.extra.get("x-ms-trigger-value")
        if isinstance(trigger, dict) and _lacks(trigger, _ANY["x-ms-trigger-value"]):
            yield _finding(schema.at / word("x-ms-trigger-value"), _ANY["x-ms-trigger-value"])


def _lacks(form: Mapping[str, Json], keys: tuple[str, ...]) -> bool:
    """Whether none of the keys is there; a misspelt one is reported as unknown."""
    return form.keys().isdisjoint(keys) and not any(suggest(key, keys) for key in form)


def _finding(at: Pointer, keys: tuple[str, ...]) -> Finding:
    return Finding(at, f"`{key(at, str(at.key))}` has none of {', '.join(keys)}", f"add {keys[0]}")
