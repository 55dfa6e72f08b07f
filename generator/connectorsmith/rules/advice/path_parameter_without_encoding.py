"""A path parameter does not say how its value is encoded.

Why: a slash or a space in a value then changes the address that is called.
Write: nothing, "in: path" implies url-encoding: single; "double" if the API decodes twice.
Bad:
    {name: id, in: path, type: string, absent: [url-encoding]}
Good:
    {name: id, in: path, type: string}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathParameterMissingEncoding
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.model import Connector


@rule(Severity.WARNING, fixable=True, code="PathParameterMissingEncoding")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for x-ms-url-encoding on every path parameter; one of another kind than text is a fault of its own."""
    for parameter in written_parameters(connector):
        if parameter.location == "path" and parameter.url_encoding is None and _KEY not in parameter.value.extra:
            message = f'the path parameter "{parameter.name}" does not say how its value is encoded'
            fix = Fix.drop(parameter.at / "absent", "url-encoding")
            yield Finding(parameter.at, message, "write x-ms-url-encoding: single; a spec implies it", fixes=(fix,))


_KEY: Final = "x-ms-url-encoding"
