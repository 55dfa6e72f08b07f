"""The files of a spec to a connector, with everything that is wrong in them, each fault at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from connectorsmith.diagnostics import SPEC, Diagnostic, Severity, Span, has_errors
from connectorsmith.language.environments import check_environments, in_environment
from connectorsmith.language.read import read_connector
from connectorsmith.language.schema import check_language
from connectorsmith.language.secrets import find_secrets
from connectorsmith.language.suppressions import Suppression, take_suppressions
from connectorsmith.model import Connector
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_text
from connectorsmith.source.yaml.read import read_yaml


class Spec(Struct, frozen=True):
    """A spec that was read: the merged document, the connector if it could be made, and the faults.

    ``suppressions`` are the findings that it asks to be silent about.
    """

    name: str
    files: tuple[Path, ...]
    document: Document
    connector: Connector | None
    diagnostics: tuple[Diagnostic, ...]
    suppressions: tuple[Suppression, ...] = ()


def load_spec(
    name: str, files: Sequence[Path], assets: dict[str, bytes] | None = None, environment: str | None = None
) -> Spec:
    """Read the files of one connector and build it, as it is in one of its environments if one is named.

    Raises FileError if a file cannot be opened, UnknownNameError if there is no such environment. Faults are returned;
    with an error there is no connector.
    """
    document, diagnostics = merge(files)
    connector: Connector | None = None
    suppressions: tuple[Suppression, ...] = ()
    if not has_errors(diagnostics):
        secrets = {diagnostic.at: diagnostic for diagnostic in find_secrets(document.value, SPEC)}
        diagnostics += [item for item in check_language(document.value) if item.at not in secrets]
        diagnostics += secrets.values()
    if not has_errors(diagnostics):
        suppressions = take_suppressions(document)
        diagnostics += check_environments(document.value)
        connector, faults = read_connector(name, in_environment(document.value, environment), assets or {})
        diagnostics += faults
    placed = tuple(sorted((place(item, {"spec": document}) for item in diagnostics), key=_order))
    return Spec(name, tuple(files), document, None if has_errors(placed) else connector, placed, suppressions)


def merge(files: Iterable[Path]) -> tuple[Document, list[Diagnostic]]:
    """Read several files into one document, with everything that is wrong in them. Raises FileError."""
    diagnostics: list[Diagnostic] = []
    documents: list[Document] = []
    for file in files:
        text, faults = read_text(file)
        diagnostics += faults
        if text is not None:
            document, faults = read_yaml(text, file)
            documents.append(document)
            diagnostics += faults
    merged, faults = merge_documents(documents)
    return merged, diagnostics + faults


def merge_documents(documents: Iterable[Document]) -> tuple[Document, list[Diagnostic]]:
    """One document of several; a key that stands in two of them is an error that names both places."""
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
            message = f"the key `{key}` stands in two files of this connector"
            faults.append(Diagnostic("duplicate-key", Severity.ERROR, message, span=span, hint=hint, related=related))
            continue
        merged.value[key] = value
        here[key] = there[key]
        merged.files[key] = document.file
    merged.places.update({key: places for key, places in document.places.items() if key != id(document.value)})
    merged.texts[document.file] = document.text
    return faults


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return (str(span.file), span.line, span.column, diagnostic.message) if span else ("", 0, 0, diagnostic.message)
