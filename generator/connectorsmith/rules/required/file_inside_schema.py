"""A schema says that a value inside it is a file.

Why: a file is a form field or a whole response and nothing in between; the platform refuses it elsewhere.
Write: "type: byte", which is text in Base64; or a form field, or a response that is the file.
Bad:
    body: {properties: {scan: file}}
Good:
    body: {properties: {scan: byte}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemaTypeFileNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters, written_responses, written_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="SchemaTypeFileNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every schema of type file that is neither a parameter itself nor the whole of a response."""
    allowed = {id(parameter.value) for parameter in written_parameters(connector)}
    allowed |= {id(response.schema) for response in written_responses(connector)}
    for schema in written_schemas(connector):
        if schema.type == "file" and id(schema) not in allowed:
            base64 = "type: byte" if in_spec(schema.at) else "type: string and format: byte"
            hint = f"write {base64} if it is sent as Base64, or make it a form field or the whole response"
            yield Finding(schema.at / "type", "a file can only be a form field or a whole response", hint)
