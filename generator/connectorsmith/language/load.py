"""The documents of one spec, merged and checked, and the connector that they describe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import SPEC, Diagnostic, Severity, Span, has_errors
from connectorsmith.language.environments import check_environments
from connectorsmith.language.schema import check_language
from connectorsmith.language.secrets import find_secrets
from connectorsmith.model import Json
from connectorsmith.source.document import Document

_FORMATS: Final = {"swagger": "a Swagger definition", "openapi": "an OpenAPI document"}
"""Keys with the version of a format, which these formats have beside paths."""


def check_document(document: Document) -> list[Diagnostic]:
    """The faults of a spec's merged document: secrets, violations of the JSON Schema, environments.

    A description of another kind gives one fault: its keys are right, but not those of a spec.
    """
    foreign = _foreign(document.value)
    if foreign is not None:
        return [foreign]
    secrets = {diagnostic.at: diagnostic for diagnostic in find_secrets(document.value, SPEC)}
    found = [item for item in check_language(document.value) if item.at not in secrets]
    found += secrets.values()
    return found if has_errors(found) else [*found, *check_environments(document.value)]


def _foreign(value: Mapping[str, Json]) -> Diagnostic | None:
    """The fault of a file that is a description of an API in another format."""
    for key, name in _FORMATS.items():
        if key in value and "paths" in value:
            message = f"this is {name}, not a spec"
            hint = "make a spec of it: connectorsmith import FILE"
            return Diagnostic("not-a-spec", Severity.ERROR, message, SPEC / key, hint=hint)
    return None


def merge_documents(documents: Iterable[Document]) -> tuple[Document, list[Diagnostic]]:
    """Merge documents into one; a key in two of them is an error that names both places."""
    merged = Document(Path(), {})
    merged.places[id(merged.value)] = {}
    diagnostics: list[Diagnostic] = []
    for document in documents:
        if not merged.files:
            merged.file = document.file
        if isinstance(document.value, dict):
            diagnostics += _absorb(merged, document)
        elif document.value is not None:
            message, span = "a spec file holds keys and values", Span(document.file, 1, 1)
            hint = "write `key: value` lines"
            diagnostics.append(Diagnostic("not-a-mapping", Severity.ERROR, message, span=span, hint=hint))
    return merged, diagnostics


def _absorb(merged: Document, document: Document) -> list[Diagnostic]:
    """Add a file's keys to the merged document; returns the keys that were there already."""
    faults: list[Diagnostic] = []
    here, there = merged.places[id(merged.value)], document.places[id(document.value)]
    for key, value in document.value.items():
        if key in merged.value:
            span, first = Span(document.file, *there[key]), Span(merged.files[key], *here[key])
            related, hint = (("also given here", first),), "move its entries into one of them"
            message = f"the key `{key}` is in two files of this connector"
            faults.append(Diagnostic("duplicate-key", Severity.ERROR, message, span=span, hint=hint, related=related))
            continue
        merged.value[key] = value
        here[key] = there[key]
        merged.files[key] = document.file
    merged.places.update({key: places for key, places in document.places.items() if key != id(document.value)})
    merged.texts[document.file] = document.text
    return faults
