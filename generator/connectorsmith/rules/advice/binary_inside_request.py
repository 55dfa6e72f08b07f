"""A property of a request has the format binary.

Why: only a whole body or a form field can be bytes; JSON has no way to write them.
Write: type: byte, which is text in Base64; or a form with type: file.
Bad:
    body: {properties: {name: string, content: binary}}
Good:
    body: {properties: {name: string, content: byte}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidStringBinaryProperty; a warning, since published connectors have such values and no log shows a refusal
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.analysis.request_schemas import sent_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.WARNING, code="InvalidStringBinaryProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for bytes everywhere in requests but at the top of bodies and form fields."""
    whole: set[int] = set()
    for parameter in written_parameters(connector):
        if parameter.location in ("body", "formData"):
            whole |= {id(parameter.content), id(connector.resolve(parameter.content))}
    for schema in sent_schemas(connector):
        if schema.type == "string" and schema.format == "binary" and id(schema) not in whole:
            message = "only a whole body or a form field can be binary"
            word = "type" if in_spec(schema.at) else "format"
            yield Finding(schema.at / word, message, f"write {word}: byte if the API takes Base64, or send a form")
