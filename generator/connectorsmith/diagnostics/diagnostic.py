"""A message about an author's files: one type for every checker."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from msgspec import Struct

from connectorsmith.diagnostics.fix import Fix
from connectorsmith.diagnostics.place import Pointer, Span


class Severity(IntEnum):
    """How bad a finding is; ordered, so that ``>=`` compares."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity in lower case, as every output format writes it."""
        return self.name.lower()


class Diagnostic(Struct, frozen=True, gc=False):
    """One statement about the author's files: what is wrong, where, and what to write instead.

    ``at`` is symbolic; ``span`` is filled in by the document that knows lines and columns. ``code`` is
    Microsoft's own validator code, where it has one. ``places`` and ``related`` name further places with a word
    for each, symbolic and resolved. ``fixes`` together put it right, where a machine can. ``data`` has what programs
    may want to know beside that.
    """

    rule: str
    severity: Severity
    message: str
    at: Pointer | None = None
    span: Span | None = None
    hint: str | None = None
    code: str | None = None
    places: tuple[tuple[str, Pointer], ...] = ()
    related: tuple[tuple[str, Span], ...] = ()
    fixes: tuple[Fix, ...] = ()
    data: Mapping[str, Any] | None = None

    def placed(self, at: Pointer, span: Span, related: tuple[tuple[str, Span], ...]) -> Diagnostic:
        """The same with its place; there are tens of thousands, and ``replace`` takes thrice as long."""
        words = (self.rule, self.severity, self.message)
        return Diagnostic(*words, at, span, self.hint, self.code, self.places, related, self.fixes, self.data)


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Tell whether at least one diagnostic is an error."""
    return any(diagnostic.severity >= Severity.ERROR for diagnostic in diagnostics)
