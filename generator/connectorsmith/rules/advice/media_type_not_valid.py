"""A media type is not written as one.

Why: the platform refuses a media type that it cannot parse.
Write: a type and a subtype with a slash between, as in application/json.
Bad:
    consumes: [json]
Good:
    consumes: [application/json]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MimeTypeNotValid; https://www.rfc-editor.org/rfc/rfc6838#section-4.2
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.media_types import is_media_type, media_types


@rule(Severity.ERROR, code="MimeTypeNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the form of every media type."""
    for at, media in media_types(connector):
        if not is_media_type(media):
            yield Finding(at, f'"{media}" is not a media type', _hint(media))


def _hint(media: str) -> str:
    known = {"json": "application/json", "text": "text/plain", "form": "multipart/form-data", "xml": "application/xml"}
    likely = next((whole for word, whole in known.items() if word in media.casefold()), None)
    return f"did you mean {likely}?" if likely else "write a type and a subtype, such as application/json"
