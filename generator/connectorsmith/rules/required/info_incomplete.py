"""The connector has no title or no version.

Why: Swagger 2.0 requires both, and the platform refuses a definition without.
Write: both under "info", the version in quotes.
Bad:
    info: {title: Shop}
Good:
    info: {title: Shop, version: "1.0"}
Source: https://spec.openapis.org/oas/v2.0#info-object
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Info
from connectorsmith.rules.support.phrases import both


@rule(Severity.ERROR, code="RequiredPropertyMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the two keys that have no default; one with a value of the wrong kind has a rule of its own."""
    info = connector.info or Info(at=connector.at / "info")
    found = (("title", info.title), ("version", info.version))
    missing = [key for key, value in found if value is None and key not in info.extra]
    if missing and "info" not in connector.extra:
        message = f"`info` has no {' and no '.join(f'`{key}`' for key in missing)}"
        yield Finding(info.at, message, f"add for example {both(_SUCH_AS[key] for key in missing)} under info")


_SUCH_AS: Final = {"title": "title: Shop", "version": 'version: "1.0"'}
