"""A media type is not one of the four that the platform supports.

Why: the platform writes and reads JSON, text and forms; whatever else is passed on as it is, or refused.
Write: application/json, text/plain, multipart/form-data or application/x-www-form-urlencoded, if the API has one.
Bad:
    produces: [text/json]
Good:
    produces: [application/json]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MimeTypeNotSupported; its list of types is under MimeTypeNotValid. Only to know of, since many certified
    connectors have XML or files beside JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.media_types import is_media_type, media_types
from connectorsmith.rules.support.phrases import either

_SUPPORTED: Final = ("application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded")


@rule(Severity.INFO, code="MimeTypeNotSupported")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every media type up; one that is not even written as a media type has a rule of its own.

    An operation may return a file of any kind.
    """
    found = list(media_types(connector))
    known = {id(at.parent): media for at, media in reversed(found) if _supported(media)}
    for at, media in found:
        returned = at.parent is not None and at.parent.key == "produces"
        if is_media_type(media) and not _supported(media) and not (returned and _FILE.match(media)):
            message = f'"{media}" is not among the media types that the platform supports'
            beside = known.get(id(at.parent))
            other = f"write {either(_SUPPORTED)}, if the API has it"
            yield Finding(at, message, f"remove it; {beside} is beside it" if beside else other)


_FILE: Final = re.compile(
    r"\s*(?:image|audio|video|font)/|\s*application/(?:octet-stream|pdf|zip|vnd\.)", re.IGNORECASE
)
"""Media types of files, which no text and no JSON could replace."""


def _supported(media: str) -> bool:
    return media.partition(";")[0].strip().casefold() in _SUPPORTED
