"""Release notes: what changed, in words for makers, by the sections of a changelog."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import Labels, note
from connectorsmith.changes.next_version import ABOUT_VERSION
from connectorsmith.changes.verdicts import Level
from connectorsmith.model import Connector, Operation

TEXTS: Final = "Texts for makers changed"
_MARKS: Final = re.compile(r"[\\`*\[\]<>]|(?<!\w)_|_(?!\w)")
"""Characters that are markup in Markdown."""


def release_notes(
    changes: Iterable[Change], old: Connector, new: Connector, labels: Callable[[Change], Labels]
) -> dict[str, dict[str, str | None]]:
    """The lines by section: what breaks, what is new, what else changed; nothing where makers see no difference.

    The value of a line is the reason of an author who accepted the change. ``labels`` gives the names that makers see.
    """
    titles = _titles(old) | _titles(new)
    sections: dict[str, dict[str, str | None]] = {"Breaking": {}, "New": {}, "Changed": {}}
    texts = False
    for change in changes:
        if change.fact.kind in ABOUT_VERSION:
            continue
        if change.level is Level.COSMETIC:
            texts = True
            continue
        sections[_section(change)][_sentence(note(change, titles, labels(change)))] = change.accepted
    filled = {heading: lines for heading, lines in sections.items() if lines}
    return filled or ({"Changed": {TEXTS: None}} if texts else {})


def line_of(sentence: str, reason: str | None) -> str:
    """A line of a list, with the reason of an author."""
    return f"- {sentence} ({_plain(reason)})" if reason else f"- {sentence}"


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
    """A sentence with a capital letter, as ``_plain`` writes it."""
    plain = _plain(text)
    return plain[:1].upper() + plain[1:]


def _plain(text: str) -> str:
    """A text on one line, without a mark that Markdown would read."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", " ".join(text.split()))
