"""The page of the rules: each with its severity and the whole of its documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.pages.markdown import block, code, page, prose

from connectorsmith.lint.rule_catalog import rule_entries
from connectorsmith.lint.selection import all_rules

TITLE = "# Rules"
OPENING = (
    "What `connectorsmith lint` looks for. `connectorsmith explain RULE` prints what is here, and "
    "`connectorsmith rules` lists the rules."
)
SECTIONS = {"why": "Why", "write": "Write"}
EXAMPLES = {"bad": "Bad", "good": "Good"}


def text() -> str:
    """The whole page."""
    return page(TITLE, OPENING, *(part for entry in rule_entries(all_rules()) for part in _rule(entry)))


def _rule(entry: dict[str, Any]) -> Iterator[str]:
    yield f"## {entry['rule']}"
    yield prose(entry["offence"])
    yield "\n".join(f"- {fact}" for fact in _facts(entry))
    yield from (f"**{title}:** {prose(entry[key])}" for key, title in SECTIONS.items() if key in entry)
    for key, title in EXAMPLES.items():
        if key in entry:
            yield f"{title}:"
            yield block(entry[key])


def _facts(entry: dict[str, Any]) -> Iterator[str]:
    error = f", error in {' and '.join(entry['error-in'])}" if entry["error-in"] else ""
    yield f"Severity: {entry['severity']}{error}"
    yield f"Profiles: {', '.join(entry['profiles'])}"
    if entry["code"]:
        yield f"Microsoft's code: {code(entry['code'])}"
    if "source" in entry:
        yield f"Source: {prose(entry['source'])}"
