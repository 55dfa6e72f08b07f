"""A spec as it is in one of its environments, and what is wrong with it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC, Diagnostic, has_errors
from connectorsmith.errors import UnknownNameError
from connectorsmith.language.environments import ENVIRONMENTS
from connectorsmith.source.document import place
from connectorsmith.workspace.opened import OpenedConnector

_EXTENDED: Final = SPEC / "info" / "title"
"""The one value that an environment extends; it replaces all others."""


def in_environment(opened: OpenedConnector, name: str) -> OpenedConnector:
    """The same spec as it is in one of its environments; with errors it is returned as it is.

    Raises UnknownNameError if there is no such environment.
    """
    from connectorsmith.language.environments import in_environment as form_in
    from connectorsmith.language.environments import overlaid
    from connectorsmith.language.read import read_connector  # packages do without both

    if opened.connector is None:
        return opened
    try:
        form = form_in(opened.spec.value, name)
    except UnknownNameError as fault:  # of several connectors, one is named
        unknown = UnknownNameError(f"environment of {opened.target.name}", name, fault.known)
        if not fault.known:
            unknown.hint = f"the spec of {opened.target.name} has none: write environments: {{{name}: …}} into it"
        raise unknown from fault
    connector, faults = read_connector(opened.target.name, form, opened.connector.assets)
    connector = replace(connector, own_templates=opened.connector.own_templates)
    documents = {**opened.documents, str(SPEC.key): overlaid(opened.spec, name)}
    found = tuple(place(one, documents) for one in faults)
    new = tuple(one for one in found if one not in opened.diagnostics)
    usable = None if has_errors(new) else connector
    return replace(
        opened,
        connector=usable,
        documents=documents,
        diagnostics=(*opened.diagnostics, *new),
        environment=name,
    )


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
    """The identity of a finding in the spec and in its environments."""
    return (one.rule, one.at, None if one.at == _EXTENDED else one.message)
