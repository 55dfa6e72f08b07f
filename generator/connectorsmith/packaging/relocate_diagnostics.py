"""Faults of generated files, told where their author can mend them: in the spec, or in a file beside it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.workspace.opened import OpenedConnector


def authored(
    faults: Iterable[Diagnostic], opened: OpenedConnector, known: Iterable[Diagnostic] = ()
) -> list[Diagnostic]:
    """Faults in the files of a package at their place in the spec that it was made from.

    A fault of a key about which there is a ``known`` one already is left out: it would be told twice.
    """
    told = {fault.at for fault in known if fault.at is not None}
    return [_at_home(fault, opened) for fault in faults if fault.at is None or fault.at not in told]


def _at_home(fault: Diagnostic, opened: OpenedConnector) -> Diagnostic:
    assets = opened.connector.assets if opened.connector else {}
    if fault.span is not None and fault.span.file.name in assets:
        return replace(fault, span=replace(fault.span, file=opened.target.folder / fault.span.file.name))
    return fault if fault.at is None else replace(fault, span=opened.spec.span(fault.at))
