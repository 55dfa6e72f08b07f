"""A definition is nothing but a reference to another one.

Why: the platform does not follow a reference from definition to definition, and refuses the connector.
Write: the other definition where this one is used, or what it holds.
Bad:
    definitions: {Buyer: Party, Party: {properties: {name: string}}}
Good:
    definitions: {Party: {properties: {name: string}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemaRefLoopNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="SchemaRefLoopNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at what each definition is."""
    for name, schema in (connector.definitions or {}).items():
        if schema.ref is not None:
            other = schema.definition or schema.ref
            hint = f"use {other} in its place" if other != name else "write what it holds"
            yield Finding(schema.at, f'the definition "{name}" is nothing but a reference to "{other}"', hint)
