"""An operation has a body and form fields.

Why: form fields are the body of a request, and the platform refuses a second.
Write: the form fields alone, or a body whose properties hold what they held.
Bad:
    actions:
      AddOrder:
        call: POST /orders
        parameters: [{name: picture, in: formData, type: file}]
        body: {properties: {name: string}}
        responses: {204: {}}
Good:
    actions:
      AddOrder:
        call: POST /orders
        parameters: [{name: picture, in: formData, type: file}, {name: name, in: formData, type: string}]
        responses: {204: {}}
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import listed_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ParameterListContainsFormDataAndBody")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for both kinds in the list of each operation."""
    for operation in connector.operations:
        places = {connector.parameter(parameter).location: at for parameter, at in listed_parameters(operation)}
        if "body" in places and "formData" in places:
            message = f"{operation.id or 'the operation'} has a body and a parameter with in: formData"
            hint = "send everything as formData, or everything in the body"
            yield Finding(places["body"], message, hint, (("a form field", places["formData"]),))
