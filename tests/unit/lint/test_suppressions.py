"""Suppressions of many places: the work grows with the findings and the suppressions, not with their product."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Rule, Severity, Span
from connectorsmith.language.suppressions import Suppression
from connectorsmith.lint.package_suppressions import PackageSuppression
from connectorsmith.lint.suppressions import UNUSED, silence, suppress

COUNT = 200
SPAN = Span(Path("connector.yaml"), 1, 1)
RULE = "operation-without-summary"
PLACES = [SPEC / "actions" / f"A{number}" for number in range(COUNT)]
FOUND = [Diagnostic(RULE, Severity.WARNING, "no summary", place / "summary", SPAN) for place in PLACES]


@pytest.fixture
def read(monkeypatch):
    """How often the keys and the text of a place are read."""
    counts: Counter[str] = Counter()
    keys, text = Pointer.keys.fget, Pointer.__str__

    def counted(name, function):
        def call(place):
            counts[name] += 1
            return function(place)

        return call

    monkeypatch.setattr(Pointer, "keys", property(counted("keys", keys)))
    monkeypatch.setattr(Pointer, "__str__", counted("text", text))
    return counts


def test_suppressions_of_a_spec_are_found_by_their_place(read, rule):
    suppressions = [Suppression(RULE, "known", place, SPAN) for place in PLACES[1:]]
    suppressions.append(Suppression(RULE, "known", SPEC / "actions" / "Gone", SPAN))
    left = silence(FOUND, suppressions, [rule], [rule])
    assert [(one.rule, str(one.at)) for one in left] == [
        (RULE, "/actions/A0/summary"),
        (UNUSED, f"/actions/Gone/lint/ignore/{RULE}"),
    ]
    assert read["keys"] <= 4 * COUNT


def test_lines_for_a_package_are_found_by_their_pointer(read):
    pointers = [f"/actions/A{number}/" for number in range(1, COUNT)]
    lines = [PackageSuppression(number, "x", RULE, one, "known", SPAN) for number, one in enumerate(pointers, 1)]
    left, used = suppress(FOUND, lines)
    assert [*left] == FOUND[:1]
    assert used == {line.number for line in lines}
    assert read["text"] <= 2 * COUNT


def test_a_line_without_a_pointer_covers_findings_without_a_place():
    line = PackageSuppression(7, "x", RULE, "", "known", SPAN)
    found = [Diagnostic(RULE, Severity.WARNING, "no summary", None, SPAN)]
    assert suppress(found, [line]) == ([], frozenset({7}))


@pytest.mark.parametrize("pointer", ["/actions/A", "actions/A0", "/actions/A0/summary/more"])
def test_a_line_for_another_place_covers_nothing(pointer):
    assert suppress(FOUND[:1], [PackageSuppression(7, "x", RULE, pointer, "known", SPAN)]) == (FOUND[:1], frozenset())


@pytest.fixture
def rule():
    return Rule(RULE, Severity.WARNING, lambda _: (), "")
