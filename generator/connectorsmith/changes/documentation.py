"""What is known of a kind of change, as a text: why each verdict, what to do instead, and where it comes from."""

from __future__ import annotations

from connectorsmith.changes.verdicts import CONSUMERS, Level, Verdict, kinds


def documentation(name: str) -> str:
    """The documentation of a kind of change."""
    kind = kinds()[name]
    rows = [line for row in kind.verdicts for line in _row(row)]
    said = [f"  {message}" for message in kind.messages]
    messages = ["", "Microsoft's validator says:", *said] if said else []
    return "\n".join([f"{kind.title}.", "", *rows, *messages])


def documented_cure(row: Verdict) -> str:
    """What to do instead, in words that hold for every connector."""
    return (row.cure or "").replace("{next}", "the one that connectorsmith changes names")


def worst(name: str) -> Level:
    """The worst level that a kind of change can have."""
    return max(Level[row.level.upper()] for row in kinds()[name].verdicts)


def _row(row: Verdict) -> list[str]:
    when = f" if {row.conditions.replace('not-', 'not ').replace(' ', ', ')}" if row.conditions else ""
    others = ", ".join(f"{CONSUMERS[name]}: {level}" for name, level in row.consumers.items())
    lines = [f"{row.level}{when}{f' ({others})' if others else ''}", f"  Why: {row.why}"]
    if row.cure:
        lines.append(f"  Instead: {documented_cure(row)}")
    return [*lines, f"  Source: {row.evidence}"]
