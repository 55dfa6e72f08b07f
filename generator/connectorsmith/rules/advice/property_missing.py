"""A part of apiProperties lacks a key without which it says nothing.

Why: the platform refuses the connector, or leaves the part out.
Write: the key that is named, as in oAuthSettings of a parameter of the type oauthSetting.
Bad:
    connectionParameters: {token: {type: oauthSetting}}
Good:
    connectionParameters: {token: {type: oauthSetting, oAuthSettings: {identityProvider: oauth2, scopes: []}}}
Source: the published JSON Schema of apiProperties; no published connector lacks such a key
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties_faults import findings

_KINDS: Final = frozenset({"missing-key"})


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the keys that the JSON Schema of the file requires."""
    return findings(connector, _KINDS)
