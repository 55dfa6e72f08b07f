"""The documentation of a kind of change as a text: the reason, cure and source of each verdict."""

from __future__ import annotations

from connectorsmith.changes.verdicts import CONSUMERS, Level, Verdict, kinds


def documentation(name: str) -> str:
    """The documentation of a kind of change."""
    kind = kinds()[name]
    rows = [line for row in kind.verdicts for line in _row(row)]
    messages_of_kind = [f"  {message}" for message in kind.messages]
    messages = ["", "Microsoft's validator says:", *messages_of_kind] if messages_of_kind else []
    return "\n".join([f"{kind.title}.", "", *rows, *messages])


def documented_cure(row: Verdict) -> str:
    """The cure, in words that hold for every connector."""
    return (row.cure or "").replace("{next}", "the one that connectorsmith changes names")


def worst(name: str) -> Level:
    """The worst level that a kind of change can have."""
    return max(Level[row.level.upper()] for row in kinds()[name].verdicts)


def conditions(row: Verdict) -> str:
    """When a row counts, in words that follow its level; empty if it always does."""
    words = [word.replace("not-", "not ") for word in row.conditions.split()]
    return f" if {', '.join(words)}" if words else ""


def _row(row: Verdict) -> list[str]:
    others = ", ".join(f"{CONSUMERS[name]}: {level}" for name, level in row.consumers.items())
    lines = [f"{row.level}{conditions(row)}{f' ({others})' if others else ''}", f"  Why: {row.why}"]
    if row.cure:
        lines.append(f"  Instead: {documented_cure(row)}")
    lines += [f"  {CONSUMERS[name]}: {reason}" for name, reason in row.reasons.items()]
    return [*lines, f"  Source: {row.evidence}"]
