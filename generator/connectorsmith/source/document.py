"""A document: plain values, and beside them where each key stands in which file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from connectorsmith.diagnostics import Diagnostic, Pointer, Span

Place = tuple[int, int, int]
"""Line, column (both 1-based) and length of a key, or of an item of a list."""


@dataclass(slots=True)
class Document:
    """The value of one or several files, with the place of every key.

    ``places`` is keyed by the identity of the containing dict or list, so that the values stay plain Python.
    ``files`` says which file a top-level key came from, ``texts`` what was read from each; a document of one file
    has them in ``file`` and ``text``.
    """

    file: Path
    value: Any = None
    places: dict[int, dict[str | int, Place]] = field(default_factory=dict)
    files: dict[str | int, Path] = field(default_factory=dict)
    text: str = ""
    texts: dict[Path, str] = field(default_factory=dict)

    def span(self, pointer: Pointer) -> Span:
        """The place of a pointer's last key, or of the nearest key above it that is written."""
        value, file, found = self.value, self.file, (1, 1, 1)
        for depth, key in enumerate(pointer.keys):
            places = self.places.get(id(value), {})
            written = _written(places, key)
            if written is None:
                break
            found = places[written]
            if depth == 0:
                file = self.files.get(written, self.file)
            value = value[written]
        return Span(file, *found)

    def written(self, pointer: Pointer) -> Pointer:
        """The pointer as it is shown; that of a spec has the words of the language already."""
        return pointer


def _written(places: Mapping[str | int, Place], key: str | int) -> str | int | None:
    """The spelling under which a key stands: a word may carry ``x-ms-`` in JSON, a reference be written as a type."""
    if key in places:
        return key
    other = "type" if key == "$ref" else f"x-ms-{key}"
    return other if other in places else None


def place(diagnostic: Diagnostic, documents: Mapping[str, Document]) -> Diagnostic:
    """Fill in the span of a diagnostic, its pointer in the keys that are written there, and the further places.

    ``documents`` are given by label.
    """
    at, span, related = diagnostic.at, diagnostic.span, diagnostic.related
    if diagnostic.places:
        further = ((word, documents.get(at.document), at) for word, at in diagnostic.places)
        related += tuple((word, document.span(at)) for word, document, at in further if document is not None)
    document = documents.get(at.document) if at is not None else None
    if at is None or document is None:
        return diagnostic if related is diagnostic.related else replace(diagnostic, related=related)
    return diagnostic.placed(document.written(at), document.span(at) if span is None else span, related)
