"""A text that has to be there is empty.

Why: makers see it, or the platform goes by it; certification refuses an empty text like a missing one.
Write: the text.
Bad:
    info: {title: Orders, contact: {name: "", email: support@example.com}}
Good:
    info: {title: Orders, contact: {name: Example Ltd, email: support@example.com}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredValueEmpty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector, Json, Operation, Parameter
from connectorsmith.rules.support.metadata import REQUIRED, entries

_ENTRIES = frozenset(name.casefold() for name in REQUIRED)


@rule(Severity.ERROR, code="RequiredValueEmpty", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the texts on the connector, and at those on operations and parameters that makers see."""
    seen: set[Pointer] = set()
    for of, at in (*_of_connector(connector), *_of_operations(connector)):
        if at not in seen:
            seen.add(at)
            yield Finding(at, f"the {of} is empty", "write the text")


def _of_connector(connector: Connector) -> Iterator[tuple[str, Pointer]]:
    info = connector.info
    if info is not None:
        for key, text in (("title", info.title), ("version", info.version), ("description", info.description)):
            if _is_empty(text):
                yield f"{key} of the connector", info.at / key
        for key in ("name", "url", "email"):
            if _is_empty((info.contact or {}).get(key)):
                yield f"{key} of the contact", info.at / "contact" / key
    for name, value, at in entries(connector):
        if name.casefold() in _ENTRIES and _is_empty(value):
            yield f'"{name}" of the metadata', at


def _of_operations(connector: Connector) -> Iterator[tuple[str, Pointer]]:
    for operation in connector.operations:
        if operation.internal:
            continue
        yield from _of_part(operation, operation.id or "the operation")
        for parameter, _ in placed_parameters(connector, operation):
            if parameter.location != "body" and parameter.visibility != "internal":
                yield from _of_part(parameter, f'"{parameter.name}"')


def _of_part(part: Operation | Parameter, of: str) -> Iterator[tuple[str, Pointer]]:
    if _is_empty(part.summary):
        yield f"summary of {of}", part.at / "summary"
    if _is_empty(part.description):
        yield f"description of {of}", part.at / "description"


def _is_empty(text: Json) -> bool:
    return isinstance(text, str) and not text.strip()
