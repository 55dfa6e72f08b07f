"""A reference is not written as a JSON pointer.

Why: it leads nowhere; the platform refuses the connector.
Write: "#/", the part and the name; "~1" for a slash in the name and "~0" for a tilde.
Bad:
    {$ref: "#definitions/Order"}
Good:
    {$ref: "#/definitions/Order"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    JsonPointerNotValid; https://www.rfc-editor.org/rfc/rfc6901
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having, written_responses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.pointers import is_pointer


@rule(Severity.ERROR, code="JsonPointerNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the form of every reference of a schema and of a response; those of parameters have their own rule."""
    places = (("definitions", schemas_having(connector, "ref")), ("responses", written_responses(connector)))
    for name, parts in places:
        for part in parts:
            if part.ref is not None and part.ref.startswith("#") and not is_pointer(part.ref):
                hint = f"write #/{name}/ and the name, ~1 for / and ~0 for ~"
                yield Finding(part.at / "$ref", f'"{part.ref}" is not a JSON pointer', hint)
