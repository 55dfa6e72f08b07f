"""A schema says that a value inside it is a file.

Why: a file is a form field or a whole response and nothing in between; the platform refuses it elsewhere.
Write: "type: binary", or "type: byte" for Base64.
Bad:
    body: {properties: {scan: file}}
Good:
    body: {properties: {scan: byte}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemaTypeFileNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.parts import written_parameters, written_responses, written_schemas


@rule(Severity.ERROR, code="SchemaTypeFileNotValid", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every schema of type file that is neither a parameter itself nor the whole of a response."""
    allowed = {id(parameter.value) for parameter in written_parameters(connector)}
    allowed |= {id(response.schema) for response in written_responses(connector)}
    for schema in written_schemas(connector):
        if schema.type == "file" and id(schema) not in allowed:
            hint = "write in: formData; in a body write type: binary, or type: byte for Base64"
            yield Finding(schema.at / "type", "a file can only be a form field or a whole response", hint)
