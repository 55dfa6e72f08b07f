"""The connector calls its API without encryption.

Why: everything, the credentials included, can then be read on the way; reviewers accept it only with a reason.
Write: "schemes: [https]".
Bad:
    schemes: [http, https]
Good:
    schemes: [https]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for http among the schemes; no schemes at all mean the one that the definition was loaded with."""
    for index, scheme in enumerate(connector.schemes or ()):
        if scheme == "http":
            yield Finding(connector.at / "schemes" / index, "the API is called without encryption", "write https alone")
