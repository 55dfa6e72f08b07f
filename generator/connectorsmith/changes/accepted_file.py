"""The file of accepted changes, ``changes.yaml`` beside a spec: read entry by entry, and written with its comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.changes.verdicts import kinds
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, has_errors
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import ABSENT, Json
from connectorsmith.model.values import Absent
from connectorsmith.source.document import Document
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import BOM, read_text
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments, write_yaml

UNREADABLE: Final = "accepted-change-unreadable"
_ROOT: Final = Pointer("changes")
_KEY: Final = "accepted"
_TEXTS: Final = ("change", "place", "version", "reason")
_VALUES: Final = ("old", "new")
_KNOWN: Final = ("change", "place", "old", "new", "version", "reason")


class Accepted(Struct, frozen=True):
    """An accepted change: its kind, its place, the values it leads from and to, the version and the reason.

    ``old`` and ``new`` are as ``recorded`` gives them, ``ABSENT`` where a version has no value. ``number`` counts the
    entries of the file.
    """

    change: str
    place: str
    version: str
    reason: str
    old: Json | Absent = ABSENT
    new: Json | Absent = ABSENT
    number: int = 0


class AcceptedFile(Struct, frozen=True):
    """The file with its entries, and the faults of those that are left out; no file has neither."""

    file: Path
    entries: tuple[Accepted, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    document: Document | None = None


def read_accepted(file: Path, home: Path) -> AcceptedFile:
    """Read the file, if there is one; no link may lead out of ``home``. Raises FileError if it cannot be opened."""
    if not file.is_file():
        return AcceptedFile(file)
    outside = check_files([file], home, "workspace")
    text, faults = (None, outside) if outside else read_text(file)
    if text is None:
        return AcceptedFile(file, faults=tuple(faults))
    document, faults = read_yaml(text, file)
    if comments_alone(text):
        return AcceptedFile(file, document=document)
    if has_errors(faults):
        return AcceptedFile(file, faults=tuple(faults), document=document)
    listed, wrong = _entries(document)
    entries: list[Accepted] = []
    for number, entry in enumerate(listed):
        found = [*_wrong(entry, _ROOT / _KEY / number, document)]
        wrong += found
        if not found:
            entries.append(Accepted(**entry, number=number))
    return AcceptedFile(file, tuple(entries), tuple(wrong), document)


def _entries(document: Document) -> tuple[list[Any], list[Diagnostic]]:
    """The entries of the list, and a fault if the file is not a list named ``accepted``; comments alone are none."""
    value = document.value
    if value is None:
        return [], []
    if not isinstance(value, dict):
        return [], [_fault("the file must hold a list named `accepted`", _ROOT, document)]
    wrong = [
        _fault(f"unknown key `{key}`; the file holds a list named `accepted` and nothing else", _ROOT / key, document)
        for key in value
        if key != _KEY
    ]
    listed = value.get(_KEY)
    if listed is None:
        return [], wrong
    if not isinstance(listed, list):
        return [], [*wrong, _fault("`accepted` must be a list of entries", _ROOT / _KEY, document)]
    return listed, wrong


def _wrong(entry: Any, at: Pointer, document: Document) -> Iterator[Diagnostic]:
    """The faults of an entry."""
    if not isinstance(entry, Mapping):
        yield _fault(f"an accepted change is a mapping with the keys {', '.join(_TEXTS)}", at, document)
        return
    for key in entry:
        if key not in _KNOWN:
            yield _unknown(f"unknown key `{key}` in an accepted change", key, _KNOWN, at / key, document)
    for word in _TEXTS:
        if word not in entry:
            yield _fault(f"the accepted change has no `{word}`", at, document)
        elif not isinstance(entry[word], str) or not entry[word].strip():
            yield _fault(f"`{word}` must be a text that is not empty", at / word, document)
        elif word == "change" and entry[word] not in kinds():
            yield _unknown(f"there is no kind of change `{entry[word]}`", entry[word], kinds(), at / word, document)


def _unknown(message: str, word: str, known: Iterable[str], at: Pointer, document: Document) -> Diagnostic:
    likely = suggest(word, known)
    return _fault(message, at, document, f"did you mean {likely}?" if likely else None)


def _fault(message: str, at: Pointer, document: Document, hint: str | None = None) -> Diagnostic:
    hint = hint or "correct it, or remove it and run connectorsmith changes --accept REASON, which writes entries"
    return Diagnostic(UNREADABLE, Severity.ERROR, message, at, document.span(at), hint)


def at_entry(entry: Accepted) -> Pointer:
    """Where an entry is in its file."""
    return _ROOT / _KEY / entry.number


def with_entries(known: AcceptedFile, entries: Iterable[Accepted]) -> str:
    """The text of the file with further entries; the entries and comments that it has are kept."""
    new = [_form(entry) for entry in entries]
    document = known.document
    value = dict(document.value) if document is not None and document.value else {}
    comments = None
    if document is not None:
        comments = find_comments(document) if document.value else Comments(start=tuple(comments_alone(document.text)))
    listed = value.get(_KEY)
    if isinstance(listed, list):
        listed += new  # the list that the comments belong to
    else:
        value[_KEY] = new
    return write_yaml(value, comments)


def comments_alone(text: str) -> list[str]:
    """The lines of a file that holds comments and nothing else; none for any other file."""
    lines = [line.strip() for line in text.removeprefix(BOM).splitlines() if line.strip()]
    return lines if all(line.startswith("#") for line in lines) else []


def _form(entry: Accepted) -> dict[str, Any]:
    """An entry as it is written, with the values that it has."""
    values = {word: getattr(entry, word) for word in _KNOWN}
    return {word: value for word, value in values.items() if value is not ABSENT}
