"""A $ref names a response that is not written at the root.

Why: the operation then answers with nothing that anybody knows, and the platform refuses the connector.
Write: #/responses/ and a name that stands under "responses" at the root.
Bad:
    responses: {404: {$ref: "#/responses/NotFond"}}
Good:
    responses: {404: {$ref: "#/responses/NotFound"}}
Source: https://spec.openapis.org/oas/v2.0#responses-definitions-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.model.parts import written_responses
from connectorsmith.rules._pointers import points_into

_PREFIX = "#/responses/"


@rule(Severity.ERROR, code="ResponseReferenceNotFound", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every reference up that leads to the responses at the root; others have a rule of their own."""
    known = {_PREFIX + name.replace("~", "~0").replace("/", "~1"): name for name in connector.responses or {}}
    for response in written_responses(connector):
        if response.ref is not None and points_into(response.ref, "responses") and response.ref not in known:
            likely = suggest(response.ref, known)
            hint = f'did you mean "{likely}"?' if likely else "add the response under `responses` at the root"
            yield Finding(response.at / "$ref", f'"{response.ref}" leads to no response', hint)
