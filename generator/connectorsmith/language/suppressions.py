"""Suppressions in a spec: ``lint: {ignore: {rule-id: "reason"}}`` at the part that they apply to.

The language's JSON Schema says which mappings are things that can have the key, so that a property, a definition or
a template parameter named "lint" is not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import SPEC, Pointer, Span
from connectorsmith.language.schema import language, resolved
from connectorsmith.source.document import Document

LINT: Final = "lint"


class Suppression(Struct, frozen=True):
    """A rule that is not to be reported at or below a place, and why; ``span`` is where that is written."""

    rule: str
    reason: str
    at: Pointer
    span: Span


def take_suppressions(document: Document) -> tuple[Document, tuple[Suppression, ...]]:
    """A spec that has passed the language's schema, without its ``lint`` keys, and the suppressions in them.

    The document itself is left as it is, for those who write it again.
    """
    if not any(LINT in text for text in (document.text, *document.texts.values())):
        return document, ()
    document = document.copied()
    holders = list(_holders(document.value, language(), SPEC))
    found = tuple(
        Suppression(rule, reason, at, document.span(at / LINT / "ignore" / rule))
        for holder, at in holders
        for rule, reason in holder[LINT]["ignore"].items()
    )
    for holder, _ in holders:
        del holder[LINT]
    return document, found


def _holders(value: Any, schema: dict[str, Any], at: Pointer) -> Iterator[tuple[dict[str, Any], Pointer]]:
    """Every mapping that has the key, with its place, outermost first."""
    schema = resolved(schema)
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for index, item in enumerate(value):
            yield from _holders(item, schema["items"], at / index)
    if not isinstance(value, dict):
        return
    if LINT in value and LINT in schema.get("properties", {}):
        yield value, at
    for key, item in value.items():
        inner = _inner(schema, key) if isinstance(item, (dict, list)) else None
        if inner is not None:
            yield from _holders(item, inner, at / key)


def _inner(schema: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The schema of a key's value, if it has one."""
    if key in schema.get("properties", {}):
        found = schema["properties"][key]
    else:
        patterns = schema.get("patternProperties", {}).items()
        other = schema.get("additionalProperties")
        found = next((inner for pattern, inner in patterns if re.search(pattern, key)), other)
    return found if isinstance(found, dict) else None
