"""A file is sent in a form that can only hold text.

Why: application/x-www-form-urlencoded has no way to write bytes; the platform refuses the operation.
Write: consumes: [multipart/form-data], and type: file for a form field.
Bad:
    consumes: [application/x-www-form-urlencoded]
    parameters: [{name: photo, in: formData, type: binary}]
Good:
    consumes: [multipart/form-data]
    parameters: [{name: photo, in: formData, type: file}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    StringBinaryNotSupportedForFormUrlEncoded
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.media_types import consumed

_FORM: Final = "application/x-www-form-urlencoded"


@rule(Severity.ERROR, code="StringBinaryNotSupportedForFormUrlEncoded")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the form fields and bodies of every operation that sends nothing but such a form."""
    for operation in connector.operations:
        if consumed(connector, operation) == {_FORM}:
            for parameter, at in placed_parameters(connector, operation):
                content = connector.resolve(parameter.content)
                sent = parameter.location in ("formData", "body")
                if sent and content.type == "string" and content.format == "binary":
                    message = f'{operation.id or "the operation"} sends "{parameter.name}" as bytes in a form of text'
                    yield Finding(at, message, "write consumes: [multipart/form-data]")
