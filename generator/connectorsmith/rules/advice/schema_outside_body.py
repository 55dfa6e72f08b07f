"""A parameter that is not a body has a schema.

Why: only a body has a schema of its own; the platform refuses the connector.
Write: type, format and items on the parameter itself.
Bad:
    {name: limit, in: query, schema: {type: integer}}
Good:
    {name: limit, in: query, type: integer}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NonBodyParameterSchemaNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="NonBodyParameterSchemaNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a schema on every parameter that is sent elsewhere."""
    for parameter in written_parameters(connector):
        has_schema = parameter.schema is not None or "schema" in parameter.value.extra
        if has_schema and parameter.location not in (None, "body"):
            message = f'the parameter "{parameter.name}" (in: {parameter.location}) has a schema, which only a body has'
            yield Finding(parameter.at / "schema", message, "write what is in the schema on the parameter itself")
