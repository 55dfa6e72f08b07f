"""Faults in a spec with other faults that those do not cause, whichever stage finds them: all in one run.

Each stage removes the parts with faults, and the next stage checks the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity
from connectorsmith.language.environments import check_environments
from connectorsmith.language.read import read_connector
from connectorsmith.language.schema import unfit_places
from connectorsmith.language.sound_parts import (
    SPREAD,
    Part,
    SoundParts,
    keys_in,
    part_of,
    path_at,
    sound_parts,
    written,
)
from connectorsmith.language.suppressions import take_suppressions
from connectorsmith.model import Connector
from connectorsmith.rules.looks_for import looks_for
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_assets
from connectorsmith.workspace.environments import environment_faults
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.own_templates import own_templates

IN_PLACE: Final = frozenset({"yaml-trap", "duplicate-key"})
"""Faults of YAML that concern the key that they are at, and no other."""


class _Left(Struct, frozen=True):
    """The rest of a spec, the connector that it describes, and its unresolved references."""

    parts: SoundParts
    connector: Connector
    unresolved: list[Diagnostic]


def independent_faults(opened: OpenedConnector) -> list[Diagnostic]:
    """Further faults of a spec that has errors: in references, sugar, required rules and environments.

    A finding that may come of a known fault is left out. None is returned where a known fault may concern the whole
    spec.
    """
    if not opened.target.is_spec or not isinstance(opened.spec.value, dict) or not opened.spec.value:
        return []
    known = _known(opened)
    if known is None:
        return []
    faulty, names = known
    reported: list[Diagnostic] = []
    left = _left(opened, faulty, names)
    for stage in _STAGES if opened.connector is None else _STAGES[-1:]:
        if left is None:
            break
        found = stage(left)
        reported += _kept(found, left.parts, opened, reported)
        if stage is _required:
            reported += _kept(_in_environments(opened, left), left.parts, opened, reported)
        places = [left.parts.original(one.at.keys) for one in found if _is_error(one) and one.at]
        wrong = {path for path in (written(one, opened.spec.value) for one in places) if path}
        if wrong - faulty:
            faulty |= wrong
            left = _left(opened, faulty, names)
    return reported


def _known(opened: OpenedConnector) -> tuple[set[Part], set[str] | None] | None:
    """The places that are at fault, and the names in files without a value, if there are any.

    ``None`` if all of the spec may be at fault.
    """
    paths: set[Part] = set()
    names: set[str] | None = None
    unread = {part.file: part for part in opened.parts if part.value is None}
    for one in opened.diagnostics:
        if not _is_error(one):
            continue
        if one.at is not None and one.at.document == SPEC.document and one.at.keys:
            paths.add(written(one.at.keys, opened.spec.value) or one.at.keys[:1])
        elif one.span is not None and one.span.file in unread:
            names = {*(names or ()), *keys_in(unread[one.span.file].text)}
        elif one.span is not None and one.rule in IN_PLACE:
            paths |= {path for path in [path_at(one.span, opened.spec)] if path}
        else:
            return None
    missing = any(not written(path, opened.spec.value) for path in paths)
    return None if missing or any(path[0] in SPREAD for path in paths) else (paths, names)


def _sound(document: Document, faulty: set[Part], names: set[str] | None) -> SoundParts | None:
    """The rest of a spec without the faulty places, and without parts whose form is not valid then."""
    taken = {*faulty}
    while True:
        parts = sound_parts(document, taken, names)
        unfit = {parts.original(keys) for keys in unfit_places(parts.value)}
        if not unfit:
            return parts
        further = {path[:-1] if path in taken else path for path in unfit}
        if () in further or further <= taken:
            return None
        taken |= further


def _left(opened: OpenedConnector, faulty: set[Part], names: set[str] | None) -> _Left | None:
    """The rest of a spec; ``None`` if it is empty."""
    parts = _sound(opened.spec, faulty, names)
    if parts is None:
        return None
    document, _ = take_suppressions(parts.document)
    connector, unresolved = read_connector(opened.target.name, document.value, read_assets(opened.target.folder))
    templates, _ = own_templates(opened.target.folder) if connector.policies else ({}, [])
    return _Left(parts, replace(connector, own_templates=templates), unresolved)


def _unresolved(left: _Left) -> list[Diagnostic]:
    """The faults of references and sugar, and of what environments change."""
    return [*left.unresolved, *check_environments(left.parts.value)]


def _required(left: _Left) -> list[Diagnostic]:
    """The findings of the required rules."""
    return _found(left.connector)


def _found(connector: Connector) -> list[Diagnostic]:
    from connectorsmith.rules import required
    from connectorsmith.rules.needs import rules_for

    return [one for rule in rules_for(connector, required) for one in rule.diagnose(connector)]


def _not_swagger(left: _Left) -> list[Diagnostic]:
    """The violations of Swagger 2.0."""
    from connectorsmith.workspace.swagger_schema import swagger_faults  # takes long to import

    return swagger_faults(left.connector)


_STAGES: Final[Sequence[Callable[[_Left], list[Diagnostic]]]] = (_unresolved, _required, _not_swagger)
"""The checks after that of the form. Each runs once: findings after the removal of parts may be caused by it."""


def _in_environments(opened: OpenedConnector, left: _Left) -> list[Diagnostic]:
    """The findings of required rules that occur in environments only."""
    documents = {**opened.documents, str(SPEC.key): left.parts.document}
    sound = replace(opened, connector=left.connector, documents=documents, diagnostics=())

    def check(inside: OpenedConnector) -> list[Diagnostic]:
        found = [] if inside.connector is None else _found(inside.connector)
        return [*inside.diagnostics, *inside.placed(found)]

    return environment_faults(sound, sound.placed(_found(left.connector)), check)


def _kept(
    found: Iterable[Diagnostic], parts: SoundParts, opened: OpenedConnector, reported: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """The findings that no known fault can have caused, each at its place in the whole spec."""
    known = {(one.rule, one.message) for one in (*opened.diagnostics, *reported)}
    missing = {part_of(one.at.keys) for one in (*opened.diagnostics, *reported) if _is_error(one) and one.at}
    beside = parts.touched | parts.unsure | missing
    kept = []
    for one in found:
        places = [at for at in (one.at, *(further for _, further in one.places)) if at is not None]
        if (
            one.at is None
            or (one.rule, one.message) in known
            or not all(_is_sure(one, at, parts, beside) for at in places)
        ):
            continue
        further = tuple((word, _original(at, parts)) for word, at in one.places)
        moved = replace(one, at=_original(one.at, parts), places=further)
        kept.append(place(moved, {str(SPEC.key): opened.spec}))
    return kept


def _is_sure(one: Diagnostic, at: Pointer, parts: SoundParts, beside: Set[Part]) -> bool:
    """Whether no known fault can have caused a finding at a place.

    ``beside`` are the parts with faults, and those that mention one. In others, no fault can be the cause; in these,
    none can that took out no key for which the rule looks. Where no key at the root is at fault, what is missing in
    the description of the connector is missing for sure.
    """
    part = part_of(at.keys)
    if at.document != SPEC.document or not part:
        return False
    sought = looks_for(one.rule)
    if sought and not sought.isdisjoint(parts.gone):
        return False
    if part in beside:
        return sought is not None and (not sought if parts.lost is None else sought.isdisjoint(parts.lost))
    here = parts.value.get(str(part[0]))
    if len(part) == 1:
        whole = parts.lost is not None and all(len(touched) > 1 for touched in parts.touched)
        return here is not None or (whole and part == ("info",))
    return (isinstance(here, dict) and part[1] in here) or (isinstance(here, list) and part[1] in range(len(here)))


def _original(at: Pointer, parts: SoundParts) -> Pointer:
    found = SPEC
    for key in parts.original(at.keys):
        found /= key
    return found


def _is_error(one: Diagnostic) -> bool:
    return one.severity >= Severity.ERROR
