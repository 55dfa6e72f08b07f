"""A connector of an independent publisher comes with an icon.

Why: Microsoft gives these connectors their icon, and reviewers ask to remove files of that kind.
Write: no icon; certified connectors have one.
Bad:
    apiDefinition.swagger.json  apiProperties.json  readme.md  icon.png
Good:
    apiDefinition.swagger.json  apiProperties.json  readme.md
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission-ip
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import INDEPENDENT_PUBLISHER
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON


@rule(Severity.WARNING, profiles=frozenset({INDEPENDENT_PUBLISHER}))
def check(connector: Connector) -> Iterator[Finding]:
    """Look for an icon among the files."""
    if ICON in connector.assets:
        yield Finding(Pointer(ICON), f"{ICON} is not taken from independent publishers", "remove the file")
