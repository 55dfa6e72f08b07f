"""The report of an import or an export: every loss with its place, as JSON for machines, as Markdown for reviews."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from connectorsmith.diagnostics.printable import one_line
from connectorsmith.importers.openapi3.losses import KINDS, Loss, counted
from connectorsmith.importers.openapi3.split import over_limits, split

KIND_MEANINGS = {
    "refused": "left out",
    "ask": "needs a choice of the author",
    "dropped": "not kept",
    "narrowed": "kept in a smaller form",
    "note": "kept in other words",
}
"""The description of each kind of loss, in a report and in ``explain``."""


class Conversion(Protocol):
    """The result of a conversion from or to OpenAPI 3: the numbers of operations, and the losses."""

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The losses in the order of the source."""

    @property
    def operations(self) -> int:
        """How many operations were converted."""

    @property
    def left_out(self) -> int:
        """How many cannot be converted."""

    @property
    def not_chosen(self) -> int:
        """How many were not to be converted."""


def summary(conversion: Conversion) -> str:
    """One line: the operations, and the losses by kind."""
    left = f", {conversion.left_out} left out" if conversion.left_out else ""
    other = f", {conversion.not_chosen} not chosen" if conversion.not_chosen else ""
    losses = ", ".join(f"{number} {kind}" for kind, number in counted(conversion.losses).items())
    number = f"{conversion.operations} operation{'s' * (conversion.operations != 1)}"
    return f"{number} converted{left}{other}; losses: {losses or 'none'}"


def as_json(conversion: Conversion, places: Sequence[str], definition: Mapping[str, Any] | None = None) -> str:
    """The report as JSON; ``places`` are the places of the losses as text, ``definition`` what an import gives."""
    entries = [_entry(loss, place) for loss, place in zip(conversion.losses, places, strict=True)]
    numbers = {"converted": conversion.operations, "left_out": conversion.left_out, "not_chosen": conversion.not_chosen}
    whole: dict[str, object] = {"operations": numbers}
    if definition is not None and (over := over_limits(definition)):
        parts = [{"include": part.globs, "operations": part.operations} for part in split(definition)]
        whole |= {"too_large": over, "split": parts}
    return json.dumps(whole | {"losses": entries}, indent=2, ensure_ascii=False) + "\n"


def _entry(loss: Loss, place: str) -> dict[str, str]:
    known = loss.kind
    words = {"id": known.id, "kind": known.kind, "place": place, "pointer": loss.pointer}
    return words | {"found": loss.found, "became": loss.became, "maker": known.maker}


def as_markdown(
    conversion: Conversion, places: Sequence[str], of: str = "import", definition: Mapping[str, Any] | None = None
) -> str:
    """The report as Markdown: a table for each kind of loss, the most serious first.

    ``of`` names what was done; an import has a ``definition``, which may be over the limits of the platform.
    """
    meanings = KIND_MEANINGS | ({"dropped": "not for tools"} if of == "export" else {})
    lines = [f"# Report of the {of}", "", f"{summary(conversion)}."]
    if definition is not None and (over := over_limits(definition)):
        lines += ["", "## Too large", "", *(f"- {line}" for line in over)]
        parts = split(definition)
        lines += ["", "Connectors that fit:", ""] if parts else []
        for part in parts:
            chosen = " ".join(f"--include {glob}" for glob in part.globs)
            lines.append(f"- `{chosen}`: {part.operations} operations")
    for kind in reversed(KINDS):
        found = [(loss, place) for loss, place in zip(conversion.losses, places, strict=True) if loss.kind.kind == kind]
        if not found:
            continue
        lines += ["", f"## {kind.capitalize()}: {meanings[kind]}", ""]
        lines += ["| place | found | became | for makers | id |", "| --- | --- | --- | --- | --- |"]
        lines += [
            "| " + " | ".join(map(_cell, (place, loss.found, loss.became, loss.kind.maker, loss.kind.id))) + " |"
            for loss, place in found
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return one_line(" ".join(text.split())).replace("|", "\\|").replace("<", "&lt;")
