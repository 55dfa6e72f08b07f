"""The faults of a JSON text: each with its place, as an error or, where nothing is guessed, as a repair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.source.lines import Lines

SYNTAX = "json-syntax"
DUPLICATE = "duplicate-key"
REPAIRED = "json-repaired"
TOO_DEEP = "too-deep"
MAXIMUM_DEPTH = 90
"""Levels; the deepest of about 1,030 published files has 28, and its spec, which needs some more, may have 100."""
MAXIMUM_ERRORS = 20
"""Errors after which reading stops: a file with more of them is not JSON, and a longer list does not help."""

PathPart = tuple[str, int]
"""A word about a further place, and the place's offset."""


class Unreadable(Exception):
    """Raised to leave a text in which nothing further can be understood."""


class Faults:
    """Collects the faults of one text; ``lenient`` turns those that can be repaired into warnings."""

    def __init__(self, text: str, file: Path, lenient: bool) -> None:
        self.lines = Lines(text)
        self.file = file
        self.lenient = lenient
        self.found: list[Diagnostic] = []
        self._errors = 0

    def error(
        self,
        message: str,
        start: int,
        hint: str,
        length: int = 1,
        *,
        rule: str = SYNTAX,
        related: Sequence[PathPart] = (),
    ) -> None:
        """Note a fault that cannot be repaired without guessing. Raises Unreadable if there are too many of them."""
        span, further = self._span(start, length), self._related(related)
        self.found.append(Diagnostic(rule, Severity.ERROR, message, span=span, hint=hint, related=further))
        self._errors += 1
        if self._errors >= MAXIMUM_ERRORS:
            raise Unreadable

    def repair(
        self,
        message: str,
        start: int,
        hint: str,
        done: str,
        length: int = 1,
        *,
        rule: str = SYNTAX,
        related: Sequence[PathPart] = (),
    ) -> None:
        """Note what has one meaning only: ``done`` says in the past tense what was made of it."""
        if not self.lenient:
            self.error(message, start, hint, length, rule=rule, related=related)
            return
        span, further = self._span(start, length), self._related(related)
        sentence = f"{message}; {done}"
        self.found.append(
            Diagnostic(REPAIRED, Severity.WARNING, sentence, span=span, related=further, data={"repaired": rule})
        )

    def stop(
        self,
        message: str,
        start: int,
        hint: str,
        length: int = 1,
        *,
        rule: str = SYNTAX,
        related: Sequence[PathPart] = (),
    ) -> Unreadable:
        """Note the error that ends the reading, and give the exception to raise."""
        self.error(message, start, hint, length, rule=rule, related=related)
        return Unreadable()

    def forget(self, before: int) -> None:
        """Leave out all but the first faults, so that the text can be read again."""
        del self.found[before:]
        self._errors = 0

    def ordered(self) -> list[Diagnostic]:
        """The faults in the order of the text."""
        return sorted(self.found, key=lambda fault: (fault.span.line, fault.span.column) if fault.span else (0, 0))

    def _span(self, start: int, length: int) -> Span:
        return self.lines.span(self.file, start, length)

    def _related(self, parts: Sequence[PathPart]) -> tuple[tuple[str, Span], ...]:
        return tuple((word, self._span(start, 1)) for word, start in parts)
