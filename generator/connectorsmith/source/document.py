"""A document: plain values, and beside them where each key is in which file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Diagnostic, Pointer, Span

Place = tuple[int, int, int]
"""Line, column (both 1-based) and length of a key, or of an item of a list."""
RAW: Final = "raw"
"""The key of a spec that holds what the language has no word for."""
_ABOUT: Final = ("info", "host")
"""Keys of the file that describes a connector, the first one that is written counts."""
_RAW_FILES: Final = (DEFINITION.key, PROPERTIES.key, "properties")
"""Keys inside the raw part of a spec's root for keys of a package's files; the last is in apiProperties."""


class Document(Struct):
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
        value, file, found = self.value, self._about(), (1, 1, 1)
        for depth, key in enumerate(pointer.keys):
            holder, written = next(self._spellings(value, key), (None, key))
            if holder is None:
                break
            if depth == 0:
                file = self.files.get(written if holder is value else RAW, self.file)
            found, value = self.places[id(holder)][written], holder[written]
        return Span(file, *found)

    def _about(self) -> Path:
        """The file for what is missing from a whole spec: the one that describes the connector."""
        return next((self.files[key] for key in _ABOUT if key in self.files), self.file)

    def _spellings(self, value: Any, key: str | int) -> Iterator[tuple[Any, str | int]]:
        """Where a key is written in a value, and how."""
        for holder in _holders(value):
            written = _written(self.places.get(id(holder), {}), key)
            if written is not None:
                yield holder, written

    def copied(self) -> Document:
        """The same document with values of its own, whose containers have the same places."""
        places: dict[int, dict[str | int, Place]] = {}
        value = self._copied(self.value, places)
        return replace(self, value=value, places=places)

    def _copied(self, value: Any, places: dict[int, dict[str | int, Place]]) -> Any:
        if isinstance(value, dict):
            new: Any = {key: self._copied(item, places) for key, item in value.items()}
        elif isinstance(value, list):
            new = [self._copied(item, places) for item in value]
        else:
            return value
        if id(value) in self.places:
            places[id(new)] = self.places[id(value)]
        return new

    def prefetch(self, pointer: Pointer) -> None:
        """Say that this place will be asked for; here each is at hand."""

    def resolve(self, pointer: Pointer) -> tuple[Pointer, Span]:
        """The pointer as it is shown, and its place; that of a spec has the words of the language already."""
        return pointer, self.span(pointer)


class AssetDocument(Document):
    """A file beside a spec or a definition, in which a pointer is ``Pointer(name) / line / column / length``."""

    def span(self, pointer: Pointer) -> Span:
        """The line and column that a pointer names; the start of the file or line where it does not."""
        line, column, length = (*(key for key in pointer.keys if isinstance(key, int)), 1, 1, 1)[:3]
        if not pointer.keys:
            return Span(self.file, 1, 1)
        return Span(self.file, line, column, length)


def _holders(value: Any) -> Iterator[Any]:
    """A value, and the raw parts of a spec inside it, which hold further keys."""
    yield value
    raw = value.get(RAW) if isinstance(value, dict) else None
    if isinstance(raw, dict):
        yield raw
        yield from (raw[name] for name in _RAW_FILES if isinstance(raw.get(name), dict))


_OTHER: Final = {"$ref": "type", "x-ms-enum-values": "enum"}
"""Keys of a package that a spec writes as another word: a type, or an enum that names its values."""


def _written(places: Mapping[str | int, Place], key: str | int) -> str | int | None:
    """The spelling under which a key is: a word may carry ``x-ms-`` in JSON, a reference be written as a type.

    An item of a list may be written as a key, such as a value of ``enum`` that has a name.
    """
    if key in places:
        return key
    if isinstance(key, int):
        return next(islice(places, key, None), None)
    other = _OTHER.get(key, f"x-ms-{key}")
    return other if other in places else None


def place(diagnostic: Diagnostic, documents: Mapping[str, Document]) -> Diagnostic:
    """Fill in the span of a diagnostic, its pointer in the keys that are written there, and the further places.

    ``documents`` are given by label.
    """
    return place_all([diagnostic], documents)[0]


def place_all(diagnostics: Sequence[Diagnostic], documents: Mapping[str, Document]) -> list[Diagnostic]:
    """Resolve spans in one batch, so that a JSON document is scanned once."""
    homes = [None if one.at is None else documents.get(one.at.document) for one in diagnostics]
    for diagnostic, home in zip(diagnostics, homes, strict=True):
        if home is not None and diagnostic.at is not None:
            home.prefetch(diagnostic.at)
        for _, at in diagnostic.places:
            if (further := documents.get(at.document)) is not None:
                further.prefetch(at)
    return [_placed(one, home, documents) for one, home in zip(diagnostics, homes, strict=True)]


def _placed(diagnostic: Diagnostic, home: Document | None, documents: Mapping[str, Document]) -> Diagnostic:
    at, span, related = diagnostic.at, diagnostic.span, diagnostic.related
    if diagnostic.places:
        further = ((word, documents.get(place.document), place) for word, place in diagnostic.places)
        related += tuple((word, document.span(place)) for word, document, place in further if document is not None)
    if at is None or home is None:
        return diagnostic if related is diagnostic.related else replace(diagnostic, related=related)
    written, found = home.resolve(at)
    return diagnostic.placed(written, found if span is None else span, related)
