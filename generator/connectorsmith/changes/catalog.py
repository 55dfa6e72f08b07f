"""All kinds of changes as text, as a table or as data: what ``connectorsmith changes --kinds`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from connectorsmith.changes.documentation import conditions, documentation, documented_cure, worst
from connectorsmith.changes.verdicts import CONSUMERS, Verdict, kinds


def kind_entries() -> list[dict[str, Any]]:
    """Each kind with its verdicts, in the order of the tables."""
    return [
        {
            "change": name,
            "title": kind.title,
            "worst": worst(name).word,
            "microsoft": list(kind.messages),
            "verdicts": [_entry(row) for row in kind.verdicts],
        }
        for name, kind in kinds().items()
    ]


def _entry(row: Verdict) -> dict[str, Any]:
    return {
        "when": row.conditions.split(),
        "level": row.level,
        "consumers": dict(row.consumers),
        "why": row.why,
        "reasons": dict(row.reasons),
        "cure": documented_cure(row) or None,
        "source": row.evidence,
        "feature": row.feature,
    }


def kinds_as_text() -> str:
    """Each kind with its documentation, and how many there are."""
    parts = [f"{name}: {documentation(name)}\n" for name in kinds()]
    return "\n".join([*parts, f"{len(parts)} kinds of changes"])


def kinds_as_markdown() -> str:
    """A table with a row for each verdict."""
    lines = ["| change | verdict | why | instead | source |", "|---|---|---|---|---|"]
    for name, kind in kinds().items():
        for number, row in enumerate(kind.verdicts):
            first = f"`{name}`: {_cell(kind.title)}" if number == 0 else ""
            lines.append(f"| {first} | {_cell(_verdict(row))} | {_cell(_why(row))} | {_cell(documented_cure(row))} "
                         f"| {_source(row)} |")  # fmt: skip
    return "\n".join(lines)


def _verdict(row: Verdict) -> str:
    return "; ".join([f"{row.level}{conditions(row)}", *_consumers(row)])


def _consumers(row: Verdict) -> Iterator[str]:
    for name, level in row.consumers.items():
        yield f"{CONSUMERS[name]}: {level}"


def _why(row: Verdict) -> str:
    return " ".join([row.why, *(f"{CONSUMERS[name]}: {reason}" for name, reason in row.reasons.items())])


def _source(row: Verdict) -> str:
    return f"[{row.source}]({row.evidence})" if row.evidence.startswith("https://") else row.source


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
