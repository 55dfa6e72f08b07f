"""A security definition lacks a property that its type needs.

Why: the platform does not know how to sign in, and refuses the connector.
Write: name and in with apiKey; flow with oauth2, and authorizationUrl, tokenUrl or both, as the flow asks for.
Bad:
    securityDefinitions: {Key: {type: apiKey, name: X-Key}}
Good:
    securityDefinitions: {Key: {type: apiKey, in: header, name: X-Key}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SecuritySchemePropertyRequired; https://spec.openapis.org/oas/v2.0#security-scheme-object
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.security import FLOWS, security_definitions


@rule(Severity.ERROR, code="SecuritySchemePropertyRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the properties that the type and the flow of every definition need."""
    for name, definition, at in security_definitions(connector):
        for key in _needed(definition):
            if not definition.get(key):
                kind = definition.get("type")
                needed = f", which {kind} needs" if kind else ""
                yield Finding(at, f'the security definition "{name}" has no `{key}`{needed}', f"add `{key}`")


def _needed(definition: Mapping[str, Json]) -> tuple[str, ...]:
    kind = definition.get("type")
    if kind == "oauth2":
        return ("flow", *FLOWS.get(definition.get("flow"), ()))
    return ("type",) if kind is None else ("name", "in") if kind == "apiKey" else ()
