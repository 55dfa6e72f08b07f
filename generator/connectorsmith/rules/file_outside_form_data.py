"""A file is asked for outside a form.

Why: a file is sent as a part of a form and nowhere else; the platform refuses it elsewhere.
Write: "in: formData" and "consumes: [multipart/form-data]"; in a body "type: binary" or "type: byte".
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.parts import written_parameters, written_responses, written_schemas


@rule(Severity.ERROR, code="FileParameterMustBeInFormData", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every schema of type file; a form field may be one, and the whole of a response."""
    allowed = {id(parameter.value) for parameter in written_parameters(connector) if parameter.location == "formData"}
    allowed |= {id(response.schema) for response in written_responses(connector)}
    for schema in written_schemas(connector):
        if schema.type == "file" and id(schema) not in allowed:
            hint = "write in: formData; in a body write type: binary, or type: byte for Base64"
            yield Finding(schema.at / "type", "a file can only be a form field or a whole response", hint)
