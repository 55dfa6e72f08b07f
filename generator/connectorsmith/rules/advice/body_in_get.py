"""An operation that only reads sends a body or form fields.

Why: the platform does not send a body with GET or HEAD, so that the values never arrive.
    Five of about 1,030 published connectors do it.
Write: in: query for each value, or another method if the API has one.
Bad:
    FindOrders: {call: GET /orders, body: {properties: {status: string}}}
Good:
    FindOrders: {call: GET /orders, parameters: [{name: status, in: query, type: string}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BodyOrFormDataParameterInFetchOperationNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_METHODS = frozenset({"get", "head"})
_WORDS = {"body": "a body", "formData": "a form field"}


@rule(Severity.ERROR, code="BodyOrFormDataParameterInFetchOperationNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the places of the parameters of every GET and HEAD."""
    for operation in connector.operations:
        for parameter, at in placed_parameters(connector, operation) if operation.method in _METHODS else ():
            word = _WORDS.get(parameter.location or "")
            if word is not None:
                message = f"{operation.id or 'the operation'} is a {operation.method.upper()} and has {word}"
                yield Finding(at, message, "write the values as parameters with in: query")
