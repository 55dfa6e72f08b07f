"""Changes as diagnostics: placed in the new version, with the old place beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import cure, message, why
from connectorsmith.changes.documentation import documentation, worst
from connectorsmith.changes.verdicts import Level, kinds
from connectorsmith.diagnostics import Diagnostic, Pointer, Rule, Severity, Span
from connectorsmith.model import ABSENT
from connectorsmith.workspace.opened import OpenedConnector

SEVERITIES: Final = {
    Level.BREAKING: Severity.ERROR,
    Level.WARNING: Severity.WARNING,
    Level.COMPATIBLE: Severity.INFO,
    Level.COSMETIC: Severity.INFO,
}


_KEYS: Final = (
    *(
        "level",
        "place",
        "operations",
        "valuePaths",
        "unlisted",
        "microsoft",
        "old",
        "new",
        "consumers",
        "why",
        "cure",
        "source",
    ),
    *("renamed", "accepted"),
)
"""Data of a change for programs, beside its message."""


def diagnose(changes: Sequence[Change], old: OpenedConnector, new: OpenedConnector) -> list[Diagnostic]:
    """Put changes into the one form of all findings; they come placed, in the order of the changes."""
    found = new.placed([_diagnostic(change) for change in changes])
    before = old.placed([_at(change.fact.difference.old_at) for change in changes])
    return [
        one
        if change.fact.difference.old_at is None or past.span is None
        else replace(one, related=(("before", past.span),))
        for change, one, past in zip(changes, found, before, strict=True)
    ]


def diagnose_presence(change: Change, span: Span) -> Diagnostic:
    """A connector that is new or gone as a diagnostic, at the place of its spec or package."""
    return replace(_diagnostic(change), span=span)


def _at(pointer: Pointer | None) -> Diagnostic:
    return Diagnostic("", Severity.INFO, "", pointer)


def _diagnostic(change: Change) -> Diagnostic:
    one = change.fact.difference
    text = message(change)
    severity = SEVERITIES[change.level]
    if change.accepted is not None:
        text, severity = f"{text}; accepted: {change.accepted}", Severity.INFO
    instead = cure(change)
    if change.consumers and change.level < Level.WARNING:
        instead = None  # the table has it for others
    reason = why(change) if instead or change.level >= Level.WARNING else None
    hint = " Instead: ".join(filter(None, (reason, instead))) if change.accepted is None else ""
    return Diagnostic(change.fact.kind, severity, text, one.new_at or one.near, hint=hint or None, data=_data(change))


def _data(change: Change) -> dict[str, Any]:
    """The data for programs, beside the message."""
    one = change.fact.difference
    return {
        "level": change.level.word,
        "place": change.place,
        "operations": list(change.fact.operations),
        "valuePaths": list(change.value_paths),
        "unlisted": change.fact.unlisted,
        "microsoft": change.microsoft,
        "old": None if one.old is ABSENT else one.old,
        "new": None if one.new is ABSENT else one.new,
        "consumers": {name: str(level) for name, level in change.verdict.consumers.items()},
        "why": why(change),
        "cure": cure(change),
        "source": change.verdict.evidence,
        "renamed": None if one.renamed is None else {"name": one.renamed.name, "evidence": list(one.renamed.evidence)},
        "accepted": change.accepted,
    }


def with_no_change(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic about something else, with the same keys for programs."""
    nothing: dict[str, Any] = dict.fromkeys(_KEYS) | {"operations": [], "valuePaths": [], "consumers": {}}
    return replace(diagnostic, data=nothing | {"level": diagnostic.severity.word})


def rules() -> tuple[Rule, ...]:
    """Every kind of change as a rule, for output formats that list them with their documentation."""
    return tuple(
        Rule(name, SEVERITIES[worst(name)], lambda _: (), documentation(name), profiles=frozenset()) for name in kinds()
    )
