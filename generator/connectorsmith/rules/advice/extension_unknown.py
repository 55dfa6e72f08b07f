"""An extension begins with "x-ms-", and this version of connectorsmith does not know it.

Why: the platform passes over an extension that it does not know, so that what it says has no effect; one that is newer
    than this version of connectorsmith works.
Write: the extension as it is documented. Leave it where it is if its documentation names it.
Bad:
    {name: day, in: query, type: string, x-ms-frobnicate: true}
Good:
    {name: day, in: query, type: string, visibility: advanced}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions; what is known is in
    language/extensions.yaml
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.extensions import PREFIX
from connectorsmith.model import Connector
from connectorsmith.rules.support.extensions import CONNECTION_PARAMETERS, known_extensions, likely_extension
from connectorsmith.rules.support.json_parts import raw_parts


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Report the extensions that are unlike every known one; a misspelt one has a rule of its own."""
    for _, at, extra in raw_parts(connector):
        for key in extra:
            if key.startswith(PREFIX) and key not in known_extensions() and likely_extension(key) is None:
                hint = _HINTS.get(key, "compare it with its documentation, and leave it if that names it")
                yield Finding(at / key, f'"{key}" is not known to this version of connectorsmith', hint)


_HINTS: Final = {CONNECTION_PARAMETERS: "write connectionParameters in apiProperties.json in its place"}
