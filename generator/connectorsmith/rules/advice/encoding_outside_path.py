"""A parameter that is not in the path says how its value is encoded.

Why: only values in the path can be encoded in two ways; in a query they are always encoded once.
Write: nothing.
Bad:
    {name: filter, in: query, type: string, url-encoding: single}
Good:
    {name: filter, in: query, type: string}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    QueryParameterEncodingNotSupported; of headers and bodies
    https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.model import Connector


@rule(Severity.WARNING, fixable=True, code="QueryParameterEncodingNotSupported")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for x-ms-url-encoding on all parameters outside the path."""
    for parameter in written_parameters(connector):
        if parameter.url_encoding is not None and parameter.location not in ("path", None):
            at = parameter.at / "url-encoding"
            message = f'"{parameter.name}" (in: {parameter.location}) has an encoding, which only counts in a path'
            yield Finding(at, message, "remove it", fixes=(Fix.remove(at),))
