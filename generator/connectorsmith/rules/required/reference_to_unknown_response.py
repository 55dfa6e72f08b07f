"""A $ref names a response that is not written at the root.

Why: the operation then answers with nothing that anybody knows, and the platform refuses the connector.
Write: #/responses/ and a name that is under "responses" at the root.
Bad:
    responses: {404: {$ref: "#/responses/NotFond"}}
Good:
    responses: {404: {$ref: "#/responses/NotFound"}}
Source: https://spec.openapis.org/oas/v2.0#responses-definitions-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_responses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.pointers import unknown_in


@rule(Severity.ERROR, code="ResponseReferenceNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every reference up that leads to the responses at the root; others have a rule of their own."""
    cure = "add the response under `responses` at the root"
    known = names(connector.responses, connector.extra.get("responses"))
    return unknown_in(written_responses(connector), "responses", known, cure)
