"""Release notes: what changed, in words for makers, as an entry of ``CHANGELOG.md`` beside a spec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import note
from connectorsmith.changes.verdicts import Level
from connectorsmith.model import Connector, Operation

FILE: Final = "CHANGELOG.md"
_HEAD: Final = "# Changelog\n"
_UNTOLD: Final = frozenset({"version-changed", "version-unchanged"})
_HEADING: Final = re.compile(r"^## ", re.MULTILINE)


def release_notes(changes: Iterable[Change], old: Connector, new: Connector, version: str) -> str:
    """The entry of a version: what breaks, what is new, what else changed; with the reasons of what was accepted."""
    titles = _titles(old) | _titles(new)
    sections: dict[str, dict[str, None]] = {"Breaking": {}, "New": {}, "Changed": {}}
    for change in changes:
        if change.level is Level.COSMETIC or change.fact.kind in _UNTOLD:
            continue
        said = _sentence(note(change.fact, change.verdict, titles))
        sections[_section(change)][f"{said} ({change.accepted})" if change.accepted else said] = None
    lines = [f"## {version}", "", *_lines(sections)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(sections: dict[str, dict[str, None]]) -> Iterator[str]:
    for heading, said in sections.items():
        if said:
            yield from (f"### {heading}", "", *(f"- {line}" for line in said), "")
    if not any(sections.values()):
        yield "- Texts for makers"


def _section(change: Change) -> str:
    if change.level is Level.BREAKING:
        return "Breaking"
    return "New" if change.verdict.feature else "Changed"


def _titles(connector: Connector) -> dict[str, str]:
    """How makers call each operation, by its id."""
    return {one.id: _title(one) for one in connector.operations if one.id is not None}


def _title(operation: Operation) -> str:
    return f"the {'trigger' if operation.trigger is not None else 'action'} {operation.summary or operation.id}"


def _sentence(text: str) -> str:
    """A line of a list, on one line, with a capital letter and without a mark that Markdown would read."""
    plain = " ".join(text.split()).replace("<", "&lt;")
    return plain[:1].upper() + plain[1:]


def with_notes(text: str, entry: str) -> str:
    """The text of a changelog with an entry on top, in place of one of the same version."""
    heading = entry.partition("\n")[0]
    before, *rest = _HEADING.split(text) if text else [_HEAD]
    kept = [part for part in rest if f"## {part.partition(chr(10))[0]}".rstrip() != heading]
    parts = [before.rstrip("\n") + "\n", entry, *(f"## {part}" for part in kept)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)
