"""A response describes a header more than once.

Why: upper and lower case make no difference in headers, so that these are the same; the platform refuses it.
Write: each header once.
Bad:
    headers: {Location: {type: string}, location: {type: string}}
Good:
    headers: {Location: {type: string}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ResponseHeadersAreNotUnique
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_responses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ResponseHeadersAreNotUnique")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names of the headers of every response without regard to case."""
    for response in written_responses(connector):
        first: dict[str, str] = {}
        for name in response.headers or ():
            known = first.setdefault(name.casefold(), name)
            if known != name:
                at = response.at / "headers"
                place = ("the first one", at / known)
                yield Finding(at / name, f'the header "{name}" is the same as "{known}"', "remove one", (place,))
