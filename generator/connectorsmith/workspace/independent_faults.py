"""Faults of meaning in a spec with other faults, in the parts that those do not concern: all in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity, Span
from connectorsmith.language.load import check_document
from connectorsmith.language.read import read_connector
from connectorsmith.language.sound_parts import ENTRIES, SPREAD, Part, SoundParts, keys_in, part_of, sound_parts
from connectorsmith.language.suppressions import take_suppressions
from connectorsmith.model import Connector
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_assets
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.own_templates import own_templates

IN_PLACE: Final = frozenset({"yaml-trap", "duplicate-key"})
"""Faults of YAML that concern the part that they are in, and no other."""


def independent_faults(opened: OpenedConnector) -> list[Diagnostic]:
    """What is wrong in the sound parts of a spec that has errors: references, sugar and the required rules.

    A finding that may come of a known fault is left out, which is any in a part that mentions a faulty one. None is
    returned where a known fault may concern the whole spec.
    """
    if not opened.target.is_spec or not isinstance(opened.spec.value, dict) or not opened.spec.value:
        return []
    found = _known(opened)
    if found is None:
        return []
    faulty, lost = found
    reported: list[Diagnostic] = []
    for _ in range(2):  # parts whose references are at fault are taken out before rules look at the rest
        parts = sound_parts(opened.spec.value, faulty, lost)
        read = _read(opened, parts)
        if read is None:
            return reported
        connector, said = read
        whole = not lost and all(len(part) > 1 for part in faulty)
        reported += _kept(said, parts, opened, whole)
        wrong = {part_of(parts.original(one.at.keys)) for one in said if _is_error(one) and one.at is not None}
        if not wrong - faulty:
            return reported + _kept(_required(connector), parts, opened, whole)
        faulty |= wrong
    return reported


def _known(opened: OpenedConnector) -> tuple[set[Part], set[str]] | None:
    """The parts that are known to be faulty, and the names in files without a value; ``None`` if all may be faulty."""
    parts: set[Part] = set()
    lost: set[str] = set()
    unread = {part.file: part for part in opened.parts if part.value is None}
    for one in opened.diagnostics:
        if not _is_error(one):
            continue
        if one.at is not None and one.at.document == SPEC.document and one.at.keys:
            parts.add(part_of(one.at.keys))
        elif one.span is not None and one.span.file in unread:
            lost |= keys_in(unread[one.span.file].text)
        elif one.span is not None and one.rule in IN_PLACE:
            parts |= _at_line(one.span, opened.spec)
        else:
            return None
    return None if any(part[0] in SPREAD for part in parts) else (parts, lost)


def _at_line(span: Span, document: Document) -> set[Part]:
    """The part that a line of a file belongs to: the last one that begins before it."""
    last: tuple[tuple[int, int], Part] = ((0, 0), ())
    for key, item in document.value.items():
        if document.files.get(key, document.file) != span.file:
            continue
        starts: list[tuple[Part, tuple[int, int, int]]] = [((key,), document.places[id(document.value)][key])]
        if key in ENTRIES:
            starts += [((key, name), at) for name, at in document.places.get(id(item), {}).items()]
        for part, (line, column, _) in starts:
            if (line, column) <= (span.line, span.column):
                last = max(last, ((line, column), part))
    return {last[1]} if last[1] else set()


def _read(opened: OpenedConnector, parts: SoundParts) -> tuple[Connector, list[Diagnostic]] | None:
    """The connector of the sound parts, and what cannot be resolved in them; ``None`` if their form is not sound."""
    document = replace(opened.spec, value=parts.value)
    if any(one.at not in (None, SPEC) for one in check_document(document) if _is_error(one)):
        return None
    document, _ = take_suppressions(document)
    connector, faults = read_connector(opened.target.name, document.value, read_assets(opened.target.folder))
    templates, _ = own_templates(opened.target.folder) if connector.policies else ({}, [])
    return replace(connector, own_templates=templates), faults


def _required(connector: Connector) -> Iterator[Diagnostic]:
    """The findings of the required rules."""
    from connectorsmith.rules import required
    from connectorsmith.rules.needs import rules_for

    for rule in rules_for(connector, required):
        yield from rule.diagnose(connector)


def _kept(found: Iterable[Diagnostic], parts: SoundParts, opened: OpenedConnector, whole: bool) -> list[Diagnostic]:
    """The findings that no known fault can have caused, each at its place in the whole spec."""
    known = {(one.rule, one.message) for one in opened.diagnostics}
    kept = []
    for one in found:
        at = one.at
        if at is None or at.document != SPEC.document or not _is_sure(at, parts, whole):
            continue
        if (one.rule, one.message) in known or not all(_is_sure(further, parts, whole) for _, further in one.places):
            continue
        places = tuple((word, _original(further, parts)) for word, further in one.places)
        moved = replace(one, at=_original(at, parts), places=places)
        kept.append(place(moved, {str(SPEC.key): opened.spec}))
    return kept


def _is_sure(at: Pointer, parts: SoundParts, whole: bool) -> bool:
    """Whether a place is in a part that is there and mentions no faulty one.

    Where no key at the root is at fault, what is missing in the description of the connector is missing for sure.
    """
    part = part_of(at.keys)
    if not part or part in parts.unsure:
        return False
    here = parts.value.get(str(part[0]))
    if len(part) == 1:
        return here is not None or (whole and part == ("info",))
    return (isinstance(here, dict) and part[1] in here) or (isinstance(here, list) and part[1] in range(len(here)))


def _original(at: Pointer, parts: SoundParts) -> Pointer:
    found = SPEC
    for key in parts.original(at.keys):
        found /= key
    return found


def _is_error(one: Diagnostic) -> bool:
    return one.severity >= Severity.ERROR
