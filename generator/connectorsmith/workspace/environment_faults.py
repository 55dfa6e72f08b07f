"""What is wrong with a spec as it is in its environments, at the places where they change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC, Diagnostic, has_errors
from connectorsmith.language.environments import ENVIRONMENTS
from connectorsmith.workspace.open import checked, in_environment, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target

_EXTENDED: Final = SPEC / "info" / "title"
"""The one value to which an environment adds; it replaces the others."""


def open_everywhere(target: Target) -> OpenedConnector:
    """Open a spec and check it against the required rules, as it is and in each of its environments.

    Without its connector if there is an error in any of them. Raises FileError.
    """
    opened = open_target(target)
    found = checked(opened)
    further = environment_faults(opened, found.diagnostics, lambda one: checked(one).diagnostics)
    connector = None if has_errors(further) else found.connector
    return replace(found, connector=connector, diagnostics=(*found.diagnostics, *further))


def environment_faults(
    opened: OpenedConnector,
    known: Iterable[Diagnostic],
    check: Callable[[OpenedConnector], Iterable[Diagnostic]],
) -> list[Diagnostic]:
    """The findings that the environments of a spec add to those which are known of the spec itself.

    ``check`` returns the placed findings of the spec in an environment. A spec that has errors already, or that is
    opened as it is in an environment, has none. A finding about a value that the environment leaves as it is has its
    place at the name of the environment, and its own place as a further one.
    """
    if opened.connector is None or opened.environment is not None:
        return []
    names = opened.spec.value.get(ENVIRONMENTS) or {}
    if not names:
        return []
    double = {_mark(one) for one in known}
    return [one for name in names for one in _added(opened, name, double, check)]


def _added(
    opened: OpenedConnector,
    name: str,
    double: set[tuple[object, ...]],
    check: Callable[[OpenedConnector], Iterable[Diagnostic]],
) -> Iterator[Diagnostic]:
    inside = in_environment(opened, name)
    document = inside.spec
    for one in check(inside):
        if _mark(one) in double:
            continue
        own = opened.spec.span(one.at) if one.at is not None and one.at.document == SPEC.document else one.span
        if one.span is not None and own == one.span:
            related = (*one.related, ("found at", one.span))
            yield replace(one, span=document.span(SPEC / ENVIRONMENTS / name), related=related)
        else:
            yield one


def _mark(one: Diagnostic) -> tuple[object, ...]:
    """What makes a finding the same in the spec and in an environment."""
    return (one.rule, one.at, None if one.at == _EXTENDED else one.message)
