"""A parameter may be empty, and is sent neither in the query nor in a form.

Why: allowEmptyValue has a meaning only where a name can be without a value; the platform refuses it elsewhere.
Write: nothing; leave the word out.
Bad:
    {name: X-Trace, in: header, type: string, allowEmptyValue: true}
Good:
    {name: trace, in: query, type: string, allowEmptyValue: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    AllowEmptyValueOnlyValidForQueryFormData
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Fix, Severity, rule
from connectorsmith.model import Connector

_KEY = "allowEmptyValue"


@rule(Severity.ERROR, fixable=True, code="AllowEmptyValueOnlyValidForQueryFormData")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the place of every parameter that has the word."""
    for parameter in written_parameters(connector):
        where = parameter.location
        if _KEY in parameter.value.extra and where is not None and where not in ("query", "formData"):
            message = f'the parameter "{parameter.name}" (in: {where}) has {_KEY}'
            at = parameter.at / _KEY
            yield Finding(at, message, "remove it; it is for query and formData", fixes=(Fix.remove(at),))
