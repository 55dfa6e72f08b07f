"""Lint finds the defects that are put into a connector, each at its place, and nothing where nothing was put."""

from __future__ import annotations

from tests.benchmarks.packages import KINDS
from tests.benchmarks.recall import ROOT, is_at, read, trials

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity


def test_defects_in_oneflow_are_found():
    package = read(ROOT / "connectors" / "oneflow")
    assert package is not None
    done = list(trials("oneflow", package, 1))
    assert len(KINDS) >= len(done) >= 30
    assert [one for one in done if not one.found] == []


def test_finding_elsewhere_is_not_at_the_place():
    at = Pointer("apiDefinition") / "paths" / "/a" / "get" / "summary"
    finding = Diagnostic("rule", Severity.ERROR, "message", at)
    assert is_at(finding, ("apiDefinition", "paths", "/a", "get", "summary"))
    assert is_at(finding, ("apiDefinition", "paths", "/a", "get"))
    assert not is_at(finding, ("apiDefinition", "paths", "/b", "get"))
    assert not is_at(finding, ("apiDefinition", "paths", "/a", "get", "summary", "x", "y"))
