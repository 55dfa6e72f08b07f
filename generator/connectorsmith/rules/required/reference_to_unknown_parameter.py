"""A $ref names a parameter that is not written at the root.

Why: the operation then has an undefined parameter, and the platform refuses the connector.
Write: the name of a shared parameter without $ref; "by: reference" there keeps it at the root of the package.
Bad:
    parameters: [{$ref: '#/parameters/pgae'}]
Good:
    parameters: [{$ref: '#/parameters/page'}]
Source: https://spec.openapis.org/oas/v2.0#parameters-definitions-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.pointers import unknown_in


@rule(Severity.ERROR, code="ParameterReferenceNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every reference up that leads to the parameters at the root; others have a rule of their own."""
    shared = 'name a shared parameter that has "by: reference"'
    cure = shared if in_spec(connector.at) else "add the parameter under `parameters` at the root"
    known = names(connector.parameters, connector.extra.get("parameters"))
    return unknown_in(written_parameters(connector), "parameters", known, cure)
