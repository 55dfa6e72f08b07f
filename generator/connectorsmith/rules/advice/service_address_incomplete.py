"""The address that the platform calls cannot be made from the definition.

Why: paconn joins the first of "schemes", "host" and "basePath" to the address of the service, so that without one of
    them calls lead nowhere, and http sends credentials without encryption.
Write: both keys, with https as the first scheme.
Bad:
    host: api.example.com
Good:
    host: api.example.com
    basePath: /
    schemes: [https]
Source: the source code of paconn 0.0.21
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for both; the host has a rule of its own. What paconn needs beside schemes is looked for in specs alone."""
    if not in_spec(connector.at):
        if connector.schemes is None and "schemes" not in connector.extra:
            hint = "add schemes, a list with https"
            yield Finding(connector.at / "schemes", "the address of the service has no schemes", hint)
        return
    for key, value, example in (
        ("basePath", connector.base_path, "basePath: /"),
        ("schemes", connector.schemes, "schemes: [https]"),
    ):
        if not value and key not in connector.extra and value != ():
            yield Finding(connector.at / key, f"the address of the service has no {key}", f"write {example}")
    first = (connector.schemes or ("https",))[0]
    if first != "https":
        message = f"the address of the service begins with {json.dumps(first)}, the first of schemes"
        yield Finding(connector.at / "schemes", message, "put https first")
