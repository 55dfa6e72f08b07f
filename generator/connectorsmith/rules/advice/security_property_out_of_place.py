"""A security definition has a property that its type does not know.

Why: the platform refuses the connector; the property mostly belongs to another type, or another flow.
Write: name and in with apiKey; flow, scopes and the addresses of the flow with oauth2; with basic none of them.
Bad:
    securityDefinitions: {Key: {type: apiKey, in: header, name: X-Key, tokenUrl: "https://example.com/token"}}
Good:
    securityDefinitions: {Key: {type: apiKey, in: header, name: X-Key}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SecuritySchemePropertyNotValid; https://spec.openapis.org/oas/v2.0#security-scheme-object
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.phrases import both
from connectorsmith.rules.support.security import FLOWS, security_definitions

_KNOWN: Final = {"basic": (), "apiKey": ("name", "in"), "oauth2": ("flow", "scopes")}


@rule(Severity.ERROR, code="SecuritySchemePropertyNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the properties of every definition with those of its type and flow."""
    for name, definition, at in security_definitions(connector):
        kind, flow = definition.get("type"), definition.get("flow")
        if kind not in _KNOWN or (kind == "oauth2" and flow not in FLOWS):
            continue
        known = ("type", "description", *_KNOWN[kind], *(FLOWS[flow] if kind == "oauth2" else ()))
        of = f"{kind} with the flow {flow}" if kind == "oauth2" else kind
        for key in definition:
            if key not in known and not key.startswith("x-"):
                message = f'the security definition "{name}" has `{key}`, which {of} does not know'
                yield Finding(at / key, message, f"remove it; there are {both(known)}")
