"""The name of a form field has a character outside ASCII.

Why: names of form fields are sent as headers, which know ASCII only.
Write: the name the API knows, in plain letters; put other letters into the summary.
Bad:
    {name: größe, in: formData, type: string}
Good:
    {name: size, in: formData, type: string, summary: Größe}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidFormDataParameterName
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="InvalidFormDataParameterName")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of the name of every form field."""
    for parameter in written_parameters(connector):
        if parameter.location == "formData" and not (parameter.name or "").isascii():
            message = f'the form field "{parameter.name}" has a character outside ASCII in its name'
            yield Finding(parameter.at / "name", message, "use letters a to z, and say the rest in the summary")
