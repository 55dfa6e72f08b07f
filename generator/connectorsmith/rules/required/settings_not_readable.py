"""The settings of paconn cannot be read.

Why: paconn stops at them, and what they hold cannot be checked.
Write: one JSON object in UTF-8 without a byte order mark; without a file settings are generated.
Bad:
    {"apiDefinition": "apiDefinition.swagger.json",}
Good:
    {"apiDefinition": "apiDefinition.swagger.json"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import SETTINGS
from connectorsmith.rules.support.settings import read_settings


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Report the first fault of the file, or a value that is not an object."""
    found = read_settings(connector)
    if found is None:
        return
    document, faults = found
    if faults:
        span = faults[0].span
        at = Pointer(SETTINGS) if span is None else Pointer(SETTINGS) / span.line / span.column
        yield Finding(at, f"{SETTINGS} cannot be read: {faults[0].message}", faults[0].hint)
    elif not isinstance(document.value, dict):
        yield Finding(Pointer(SETTINGS), f"{SETTINGS} holds no JSON object", 'write the settings between "{" and "}"')
