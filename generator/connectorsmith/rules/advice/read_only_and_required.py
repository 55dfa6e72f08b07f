"""A property is to be filled in, and cannot be.

Why: what is read-only comes from the API and is not sent, so that the required value cannot be given.
Write: one of the two; a definition of its own for requests if the API asks for less than it answers.
Bad:
    body: {properties: {id: {type: string, readOnly: true, required: true}}}
Good:
    body: {properties: {id: {type: string, required: true}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredReadOnlyPropertyNotAllowedAsInput; https://spec.openapis.org/oas/v2.0#schema-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.request_schemas import sent_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="RequiredReadOnlyPropertyNotAllowedAsInput")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for required properties that are read-only in everything that requests are made of."""
    for schema in sent_schemas(connector):
        required = frozenset(schema.required or ())
        for name, inside in (schema.properties or {}).items():
            if name in required and inside.extra.get("readOnly") is True:
                message = f'"{name}" is required and read-only'
                yield Finding(inside.at / "readOnly", message, "remove one of the two")
