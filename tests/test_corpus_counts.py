"""How many published connectors each rule fires on, profile by folder: a committed table, reviewed when it changes.

``pytest --update`` writes ``cases/corpus/counts.txt``; its git diff is the review. The corpus was chosen to hold every
oddity, so an error that fires on more than 1.5 % of it needs evidence: its documentation names the log or the report
that proves it, or how few of all published connectors break the rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.rule import CERTIFIED, CUSTOM, INDEPENDENT_PUBLISHER
from connectorsmith.lint.run import lint_all
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.targets import lint_targets

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TABLE = Path(__file__).parent / "cases" / "corpus" / "counts.txt"
PROFILES = {
    "certified-connectors": CERTIFIED,
    "independent-publisher-connectors": INDEPENDENT_PUBLISHER,
    "custom-connectors": CUSTOM,
}
BAR = 0.015
EVIDENCE = re.compile(r"\blogs?\b|\breports?\b|pull request|\bissue|of about 1,030 published", re.IGNORECASE)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here"),
]


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    """The number of connectors by rule and folder, and under ``""`` the number of connectors linted."""
    found: dict[str, Counter[str]] = {"": Counter()}
    for folder, profile in PROFILES.items():
        targets = lint_targets((str(CORPUS / folder),), None)
        for linted in lint_all(targets, Selection(profile=profile), jobs=2):
            found[""][folder] += 1
            for rule in {diagnostic.rule for diagnostic in linted.diagnostics}:
                found.setdefault(rule, Counter())[folder] += 1
    return found


def test_counts_are_the_reviewed_ones(counts: dict[str, Counter[str]], expect: Callable[[Path, str], None]) -> None:
    severities = {rule.id: rule.severity.word for rule in all_rules()}
    heading = f"{'rule':52}{'severity':10}" + "".join(f"{folder.split('-')[0]:>13}" for folder in PROFILES)
    lines = [heading, line("connectors", "", counts[""])]
    lines += [line(rule, severities.get(rule, "reading"), counts[rule]) for rule in sorted(counts) if rule]
    lines += [line(rule, severities[rule], Counter()) for rule in sorted(severities) if rule not in counts]
    expect(TABLE, "\n".join(lines) + "\n")


def line(rule: str, severity: str, count: Counter[str]) -> str:
    return f"{rule:52}{severity:10}" + "".join(f"{count[folder]:13}" for folder in PROFILES)


def test_errors_are_rare_or_proven(counts: dict[str, Counter[str]]) -> None:
    linted = counts[""].total()
    frequent = {
        rule.id: counts[rule.id].total()
        for rule in all_rules()
        if rule.severity is Severity.ERROR and rule.id in counts and counts[rule.id].total() > BAR * linted
    }
    unproven = {
        rule.id: frequent[rule.id]
        for rule in all_rules()
        if rule.id in frequent and not EVIDENCE.search(rule.documentation)
    }
    print(frequent)
    assert unproven == {}
