"""Changes as diagnostics: placed in the new version, with the old place beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import message, shown
from connectorsmith.changes.documentation import documentation, worst
from connectorsmith.changes.judge import UNCHANGED
from connectorsmith.changes.verdicts import Level, kinds
from connectorsmith.diagnostics import Diagnostic, Pointer, Rule, Severity
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
"""What a program finds beside the message of a change."""


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


def _at(pointer: Pointer | None) -> Diagnostic:
    return Diagnostic("", Severity.INFO, "", pointer)


def _diagnostic(change: Change) -> Diagnostic:
    one = change.fact.difference
    said = message(change.fact, change.verdict)
    severity = SEVERITIES[change.level]
    if change.accepted is not None:
        said, severity = f"{said}; accepted: {change.accepted}", Severity.INFO
    cure = change.verdict.cure if change.accepted is None else None
    if change.fact.kind == UNCHANGED and cure is not None:
        cure = cure.format(next=shown(one.new)) if one.new is not None else None
    why = change.verdict.why if cure or change.level >= Level.WARNING else None
    hint = " Instead: ".join(filter(None, (why, cure))) if change.accepted is None else None
    return Diagnostic(change.fact.kind, severity, said, one.new_at or one.near, hint=hint, data=_data(change))


def _data(change: Change) -> dict[str, Any]:
    """What programs may want to know beside the message."""
    one = change.fact.difference
    return {
        "level": change.level.word,
        "place": change.fact.place,
        "operations": list(change.fact.operations),
        "valuePaths": list(change.value_paths),
        "unlisted": change.fact.unlisted,
        "microsoft": change.microsoft,
        "old": None if one.old is ABSENT else one.old,
        "new": None if one.new is ABSENT else one.new,
        "consumers": {name: str(level) for name, level in change.verdict.consumers.items()},
        "why": change.verdict.why,
        "cure": change.verdict.cure,
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
