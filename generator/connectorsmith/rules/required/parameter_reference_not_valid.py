"""A reference of a parameter does not lead to the parameters at the root.

Why: the platform looks for parameters there and nowhere else, and refuses the connector.
Write: the name of a shared parameter without $ref; "by: reference" there keeps it at the root of the package.
Bad:
    parameters: [{$ref: "#/definitions/limit"}]
Good:
    parameters: [limit]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ParameterReferenceNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.pointers import points_into


@rule(Severity.ERROR, code="ParameterReferenceNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at how every reference of a parameter starts, and at its tildes."""
    for parameter in written_parameters(connector):
        if parameter.ref is not None and not points_into(parameter.ref, "parameters"):
            shared = "the name of a shared parameter, or " if in_spec(parameter.at) else ""
            hint = f"write {shared}#/parameters/ and the name"
            yield Finding(parameter.at / "$ref", f'"{parameter.ref}" does not lead to the parameters', hint)
