"""What an operation sends cannot be written in any of the formats it consumes.

Why: form fields are sent as a form, files as a form with parts, and an object as JSON or XML; the API gets
    something it does not understand, or the platform refuses to send it.
Write: multipart/form-data for files, multipart/form-data or application/x-www-form-urlencoded for other form fields,
    application/json for objects and lists.
Bad:
    consumes: [application/json]
    parameters: [{name: content, in: formData, type: file}]
Good:
    consumes: [multipart/form-data]
    parameters: [{name: content, in: formData, type: file}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MimeTypeNotCompatibleWithRequestContentSchemaType
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.media_types import consumed, is_media_type
from connectorsmith.rules.support.phrases import both

_PARTS = "multipart/form-data"
_FORM = "application/x-www-form-urlencoded"
_TEXTUAL = frozenset({_PARTS, _FORM, "text/plain"})
_NOTHING: Final = ("", frozenset[str](), "")


@rule(Severity.WARNING, code="MimeTypeNotCompatibleWithRequestContentSchemaType")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold what every operation sends against the media types that count for it, if they are all written as such."""
    for operation in connector.operations:
        types = consumed(connector, operation)
        sent, carriers, wanted = _sent(connector, operation) if all(map(is_media_type, types)) else _NOTHING
        if sent and types and (types.isdisjoint(carriers) if carriers else types <= _TEXTUAL):
            message = f"{operation.id or 'the operation'} sends {sent} and consumes {both(sorted(types))}"
            at = operation.at / "consumes" if operation.consumes is not None else operation.at
            form = not carriers and not types.isdisjoint({_PARTS, _FORM})
            other = ", or parameters with in: formData if the API takes a form" if form else ""
            yield Finding(at, message, f"write consumes: [{wanted}]{other}")


def _sent(connector: Connector, operation: Operation) -> tuple[str, frozenset[str], str]:
    """What is sent in words, the media types that can carry it (none: all but the textual ones), and the best one."""
    types = {
        parameter.content.type for parameter in parameters(connector, operation) if parameter.location == "formData"
    }
    if "file" in types:
        return "a file", frozenset({_PARTS, "*/*"}), _PARTS
    if types:
        return "form fields", frozenset({_PARTS, _FORM, "*/*"}), _FORM
    bodies = (parameter for parameter in parameters(connector, operation) if parameter.location == "body")
    kinds = {connector.resolve(body.content).type for body in bodies}
    if kinds & {"object", "array"}:
        return "an object" if "object" in kinds else "a list", frozenset(), "application/json"
    return _NOTHING
