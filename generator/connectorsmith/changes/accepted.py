"""Breaking changes that authors have accepted: ``changes.yaml`` beside a spec, with the reason and the version of each.

An entry counts in the version that it names: an older one is history, and says why flows broke then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.verdicts import Level, kinds
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.source.document import Document
from connectorsmith.source.read_files import read_text
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

UNREADABLE: Final = "accepted-change-unreadable"
UNUSED: Final = "accepted-change-unused"
_ROOT: Final = Pointer("changes")
_KEY: Final = "accepted"
_WORDS: Final = ("change", "place", "version", "reason")


class Accepted(Struct, frozen=True):
    """An accepted change: its kind, its place, the version in which it breaks flows, and why that is right."""

    change: str
    place: str
    version: str
    reason: str
    number: int = 0


class AcceptedFile(Struct, frozen=True):
    """The file with its entries and the faults of it; no file has neither."""

    file: Path
    entries: tuple[Accepted, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    document: Document | None = None


def read_accepted(file: Path) -> AcceptedFile:
    """Read the file, if there is one. Raises FileError if it cannot be opened."""
    if not file.is_file():
        return AcceptedFile(file)
    text, faults = read_text(file)
    if text is None:
        return AcceptedFile(file, faults=tuple(faults))
    document, faults = read_yaml(text, file)
    if not faults:
        faults = [*_wrong(document)]
    if faults:
        return AcceptedFile(file, faults=tuple(faults), document=document)
    listed = document.value.get(_KEY, []) if document.value else []
    entries = (Accepted(**entry, number=number) for number, entry in enumerate(listed))
    return AcceptedFile(file, tuple(entries), (), document)


def _wrong(document: Document) -> Iterable[Diagnostic]:
    value = document.value
    if not isinstance(value, dict) or value.keys() - {_KEY} or not isinstance(value.get(_KEY, []), list):
        yield _fault("the file has a list named accepted, and nothing else", _ROOT, document)
        return
    for number, entry in enumerate(value.get(_KEY, [])):
        at = _ROOT / _KEY / number
        if not isinstance(entry, dict) or entry.keys() != {*_WORDS}:
            yield _fault(f"an accepted change has {', '.join(_WORDS)}", at, document)
        elif wrong := [word for word in _WORDS if not isinstance(entry[word], str) or not entry[word].strip()]:
            yield _fault(f"{wrong[0]} must be a text that says something", at / wrong[0], document)
        elif entry["change"] not in kinds():
            yield _fault(f"the kind of change {entry['change']!r} is unknown", at / "change", document)


def _fault(message: str, at: Pointer, document: Document) -> Diagnostic:
    hint = "let connectorsmith changes --accept REASON write it"
    return Diagnostic(UNREADABLE, Severity.ERROR, message, at, document.span(at), hint)


def with_accepted(
    changes: Sequence[Change], known: AcceptedFile, version: str | None
) -> tuple[list[Change], list[Diagnostic]]:
    """The changes with the reasons of those that are accepted, and a diagnostic for each entry that matches none.

    ``version`` is that of the new connector; entries of other versions do not count.
    """
    valid = {(one.change, one.place): one for one in known.entries if one.version == _version(version)}
    found = [
        replace(change, accepted=valid[_key(change)].reason) if _key(change) in valid else change for change in changes
    ]
    used = {_key(change) for change in changes}
    return found, [_unused(entry, known) for key, entry in valid.items() if key not in used]


def _unused(entry: Accepted, known: AcceptedFile) -> Diagnostic:
    message = f"{entry.change} at {entry.place} is accepted for version {entry.version}, and does not occur"
    hint = "remove the entry, or raise the version of the connector if it is history"
    at = _ROOT / _KEY / entry.number
    span = None if known.document is None else known.document.span(at)
    return Diagnostic(UNUSED, Severity.WARNING, message, at, span, hint)


def _key(change: Change) -> tuple[str, str]:
    return change.fact.kind, change.fact.place


def _version(version: str | None) -> str:
    return version or "none"


def accepting(known: AcceptedFile, changes: Iterable[Change], version: str | None, reason: str) -> tuple[str, int]:
    """The text of the file with an entry for each breaking change that is not accepted yet, and how many those are."""
    places = dict.fromkeys(_key(one) for one in changes if one.level is Level.BREAKING and one.accepted is None)
    new: list[dict[str, Any]] = [
        {"change": kind, "place": place, "version": _version(version), "reason": reason} for kind, place in places
    ]
    document = known.document
    value = dict(document.value) if document is not None and document.value else {}
    comments = find_comments(document) if document is not None else None
    listed = value.get(_KEY)
    if isinstance(listed, list):
        listed += new  # the list that the comments belong to
    else:
        value[_KEY] = new
    return write_yaml(value, comments), len(new)
