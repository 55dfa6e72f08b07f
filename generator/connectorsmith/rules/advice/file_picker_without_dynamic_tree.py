"""A field asks for a file picker and does not say how the tree of files is opened.

Why: file-picker is only the older word for it; what the designer shows comes from dynamic-tree.
Write: dynamic-tree with settings, open and browse beside it.
Bad:
    folder: {type: string, dynamic-values: {capability: file-picker, value-path: Id}}
Good:
    folder:
      type: string
      dynamic-values: {capability: file-picker, value-path: Id}
      dynamic-tree: {settings: {}, open: {operationId: ListRoot}, browse: {operationId: ListFolder}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicTreeExtensionMissing
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key


@rule(Severity.WARNING, code="DynamicTreeExtensionMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for dynamic-tree beside every dropdown that is a file picker."""
    for schema in schemas_having(connector, "dynamic_values"):
        asked = (schema.dynamic_values or {}).get("capability") == "file-picker"
        if asked and "x-ms-dynamic-tree" not in schema.extra:
            tree = key(schema.at, "dynamic-tree")
            message = f"a file picker is asked for, and no {tree} says how its tree is opened"
            hint = f"add {tree} beside it, with settings, open and browse"
            yield Finding(schema.at / "dynamic-values" / "capability", message, hint)
