"""A file is asked for outside a form.

Why: a file is sent as a part of a form and nowhere else; the platform refuses it elsewhere.
Write: "in: formData" and "consumes: [multipart/form-data]"; in a body "type: binary" or "type: byte".
Bad:
    {name: scan, in: query, type: file}
Good:
    {name: scan, in: formData, type: file}
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="FileParameterMustBeInFormData")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the place of every parameter of type file; files inside schemas have a rule of their own."""
    for parameter in written_parameters(connector):
        if parameter.value.type == "file" and parameter.location not in (None, "formData"):
            message = f'the parameter "{parameter.name}" (in: {parameter.location}) is a file'
            yield Finding(parameter.value.at / "type", message, "write in: formData")
