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
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.metadata import REQUIRED, entries

_Text = tuple[str, Json, Pointer]
_ENTRIES = frozenset(name.casefold() for name in REQUIRED)


@rule(Severity.ERROR, code="RequiredValueEmpty", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the texts on the connector, and at those on operations and parameters that makers see."""
    seen: set[Pointer] = set()
    for of, text, at in (*_of_connector(connector), *_of_operations(connector)):
        if isinstance(text, str) and not text.strip() and at not in seen:
            seen.add(at)
            yield Finding(at, f"the {of} is empty", "write the text")


def _of_connector(connector: Connector) -> Iterator[_Text]:
    info = connector.info
    if info is not None:
        yield "title of the connector", info.title, info.at / "title"
        yield "version of the connector", info.version, info.at / "version"
        yield "description of the connector", info.description, info.at / "description"
        for key in ("name", "url", "email"):
            yield f"{key} of the contact", (info.contact or {}).get(key), info.at / "contact" / key
    for name, value, at in entries(connector):
        if name.casefold() in _ENTRIES:
            yield f'"{name}" of the metadata', value, at


def _of_operations(connector: Connector) -> Iterator[_Text]:
    for operation in connector.operations:
        if operation.internal:
            continue
        of = operation.id or "the operation"
        yield f"summary of {of}", operation.summary, operation.at / "summary"
        yield f"description of {of}", operation.description, operation.at / "description"
        for parameter, _ in placed_parameters(connector, operation):
            if parameter.location != "body" and parameter.visibility != "internal":
                yield f'summary of "{parameter.name}"', parameter.summary, parameter.at / "summary"
                yield f'description of "{parameter.name}"', parameter.description, parameter.at / "description"
