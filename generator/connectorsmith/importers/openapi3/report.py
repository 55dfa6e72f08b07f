"""The report of an import: every loss with its place, as JSON for machines and as Markdown for the review."""

from __future__ import annotations

import json
from collections.abc import Sequence

from connectorsmith.diagnostics.printable import one_line
from connectorsmith.importers.openapi3.convert import Conversion
from connectorsmith.importers.openapi3.losses import KINDS, Loss, counted
from connectorsmith.importers.openapi3.split import over_limits, split

_MEANINGS = {
    "refused": "left out",
    "ask": "needs a choice of the author",
    "dropped": "not in the connector",
    "narrowed": "kept in a smaller form",
    "note": "kept in other words",
}


def summary(conversion: Conversion) -> str:
    """One line: the operations, and the losses by kind."""
    left = f", {conversion.left_out} left out" if conversion.left_out else ""
    other = f", {conversion.not_chosen} not chosen" if conversion.not_chosen else ""
    losses = ", ".join(f"{number} {kind}" for kind, number in counted(conversion.losses).items())
    number = f"{conversion.operations} operation{'s' * (conversion.operations != 1)}"
    return f"{number} converted{left}{other}; losses: {losses or 'none'}"


def as_json(conversion: Conversion, places: Sequence[str]) -> str:
    """The report as JSON; ``places`` are the places of the losses as text."""
    entries = [_entry(loss, place) for loss, place in zip(conversion.losses, places, strict=True)]
    numbers = {"converted": conversion.operations, "left_out": conversion.left_out, "not_chosen": conversion.not_chosen}
    whole: dict[str, object] = {"operations": numbers}
    if over := over_limits(conversion.definition):
        parts = [{"include": part.globs, "operations": part.operations} for part in split(conversion.definition)]
        whole |= {"too_large": over, "split": parts}
    return json.dumps(whole | {"losses": entries}, indent=2, ensure_ascii=False) + "\n"


def _entry(loss: Loss, place: str) -> dict[str, str]:
    known = loss.kind
    words = {"id": known.id, "kind": known.kind, "place": place, "pointer": loss.pointer}
    return words | {"found": loss.found, "became": loss.became, "maker": known.maker}


def as_markdown(conversion: Conversion, places: Sequence[str]) -> str:
    """The report as Markdown: a table for each kind of loss, the most serious first."""
    lines = ["# Report of the import", "", f"{summary(conversion)}."]
    if over := over_limits(conversion.definition):
        lines += ["", "## Too large", "", *(f"- {line}" for line in over), "", "Connectors that fit:", ""]
        for part in split(conversion.definition):
            chosen = " ".join(f"--include {glob}" for glob in part.globs)
            lines.append(f"- `{chosen}`: {part.operations} operations")
    for kind in reversed(KINDS):
        found = [(loss, place) for loss, place in zip(conversion.losses, places, strict=True) if loss.kind.kind == kind]
        if not found:
            continue
        lines += ["", f"## {kind.capitalize()}: {_MEANINGS[kind]}", ""]
        lines += ["| place | found | became | for makers | id |", "| --- | --- | --- | --- | --- |"]
        lines += [
            "| " + " | ".join(map(_cell, (place, loss.found, loss.became, loss.kind.maker, loss.kind.id))) + " |"
            for loss, place in found
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return one_line(" ".join(text.split())).replace("|", "\\|").replace("<", "&lt;")
