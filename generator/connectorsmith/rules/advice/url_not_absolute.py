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
from typing import Final
from urllib.parse import urlsplit

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.maker_texts import named
from connectorsmith.rules.support.metadata import entries

_Placed = tuple[str, Json, Pointer]


@rule(Severity.ERROR, code="UrlNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the address of the contact, of the licence, of every further documentation, and in the metadata."""
    for of, value, at in _urls(connector):
        if isinstance(value, str) and value.strip() and not _absolute(value.strip()):
            blank = _BLANKS & set(value.strip())
            hint = "leave out the blank; in a path it is %20" if blank else "begin it with https:// and the host"
            yield Finding(at, f'the address of {of} is not complete: "{value}"', hint)


def _urls(connector: Connector) -> Iterator[_Placed]:
    if connector.info is not None:
        yield from _url("the contact", connector.info.contact, connector.info.at / "contact")
        yield from _url("the licence", connector.info.extra.get("license"), connector.info.at / "license")
    yield from _documentation("the connector", connector.extra, connector.at)
    tags = connector.extra.get("tags")
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        if isinstance(tag, dict):
            yield from _documentation(f'the tag "{tag.get("name")}"', tag, connector.at / "tags" / index)
    for operation in connector.operations:
        yield from _documentation(operation.id or "the operation", operation.extra, operation.at)
    for schema in schemas_with(connector, "externalDocs"):
        yield from _documentation(named(schema.at), schema.extra, schema.at)
    for name, value, at in entries(connector):
        if name.casefold() in ("website", "privacy policy"):
            yield f'"{name}" in the metadata', value, at


def _documentation(of: str, extra: Mapping[str, Json], at: Pointer) -> Iterator[_Placed]:
    if "externalDocs" in extra:
        yield from _url(f"the documentation of {of}", extra["externalDocs"], at / "externalDocs")


def _url(of: str, holder: Json, at: Pointer) -> Iterator[_Placed]:
    if isinstance(holder, dict):
        yield of, holder.get("url"), at / "url"


def _absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme) and (bool(parts.netloc) or parts.scheme == "mailto") and not set(url) & _BLANKS


_BLANKS: Final = frozenset(" \t\r\n")
