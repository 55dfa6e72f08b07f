"""An address is not complete.

Why: the address is shown as a link, and without its protocol and host it leads nowhere.
Write: the whole address, beginning with https://.
Bad:
    contact: {name: Support, url: www.example.com}
Good:
    contact: {name: Support, url: "https://www.example.com"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    UrlNotValid
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.model.parts import schemas_with
from connectorsmith.rules._metadata import entries

_Placed = tuple[Json, Pointer]


@rule(Severity.ERROR, code="UrlNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the address of the contact, of the licence, of every further documentation, and in the metadata."""
    for value, at in _urls(connector):
        if isinstance(value, str) and value.strip() and not _absolute(value.strip()):
            yield Finding(at, f'"{value}" is no complete address', "begin it with https:// and the host")


def _urls(connector: Connector) -> Iterator[_Placed]:
    if connector.info is not None:
        yield from _url(connector.info.contact, connector.info.at / "contact")
        yield from _url(connector.info.extra.get("license"), connector.info.at / "license")
    yield from _documentation(connector.extra, connector.at)
    for tag in _list(connector.extra.get("tags")):
        yield from _documentation(tag, connector.at / "tags")
    for operation in connector.operations:
        yield from _documentation(operation.extra, operation.at)
    for schema in schemas_with(connector, "externalDocs"):
        yield from _documentation(schema.extra, schema.at)
    for name, value, at in entries(connector):
        if name.casefold() in ("website", "privacy policy"):
            yield value, at


def _documentation(extra: Mapping[str, Json], at: Pointer) -> Iterator[_Placed]:
    if "externalDocs" in extra:
        yield from _url(extra["externalDocs"], at / "externalDocs")


def _url(holder: Json, at: Pointer) -> Iterator[_Placed]:
    if isinstance(holder, dict):
        yield holder.get("url"), at / "url"


def _list(value: Json) -> list[Mapping[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme) and (bool(parts.netloc) or parts.scheme == "mailto") and not set(url) & set(" \t\r\n")
