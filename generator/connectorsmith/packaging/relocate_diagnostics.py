"""Faults of generated files, told where their author can mend them: in the spec, or in a file beside it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.language.load import Spec


def authored(faults: Iterable[Diagnostic], spec: Spec, known: Iterable[Diagnostic] = ()) -> list[Diagnostic]:
    """Faults in the files of a package at their place in the spec that it was made from.

    A fault of a key about which there is a ``known`` one already is left out: it would be told twice.
    """
    told = {fault.at for fault in known if fault.at is not None}
    return [_at_home(fault, spec) for fault in faults if fault.at is None or fault.at not in told]


def _at_home(fault: Diagnostic, spec: Spec) -> Diagnostic:
    assets = spec.connector.assets if spec.connector else {}
    if fault.span is not None and fault.span.file.name in assets:
        return replace(fault, span=replace(fault.span, file=spec.files[0].parent / fault.span.file.name))
    return fault if fault.at is None else replace(fault, span=spec.document.span(fault.at))
