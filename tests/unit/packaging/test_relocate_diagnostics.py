"""Faults of a package are told once, and where their author can mend them."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.cli._report import report
from connectorsmith.diagnostics import SPEC, Diagnostic, Severity, Span
from connectorsmith.emitters import render
from connectorsmith.packaging.package import KINDS, plan_package
from connectorsmith.packaging.relocate_diagnostics import authored
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import spec_targets
from connectorsmith.workspace.write_files import apply


@pytest.fixture
def spec(tmp_path, monkeypatch):
    apply(plan_init(tmp_path))
    monkeypatch.chdir(tmp_path)
    return lambda: open_checked(spec_targets(["library"], None)[0])


def test_icon_of_wrong_size(spec, tmp_path, capsys):
    drawn = render(spec().connector)["icon.png"]
    small = drawn.replace((230).to_bytes(4, "big"), (50).to_bytes(4, "big"), 1)
    (tmp_path / "specs" / "library" / "icon.png").write_bytes(small)
    plan = plan_package(spec().connector, "certification", Path("dist"))
    report(authored(plan.diagnostics, spec()))
    assert capsys.readouterr().out == (
        "specs/library/icon.png:1:1: error: the icon is 50 by 230 pixels; it has to be a square of 100 to 230"
        " [icon-refused]\n  help: save it as a square of 230 pixels on each side\n1 error\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_icon_that_is_none_is_told_once(kind, spec, tmp_path):
    (tmp_path / "specs" / "library" / "icon.png").write_bytes(b"<html>")
    plan = plan_package(spec().connector, kind, Path("dist"))
    (fault,) = authored(plan.diagnostics, spec())
    assert fault.span == Span(tmp_path / "specs" / "library" / "icon.png", 1, 1)


def test_key_of_which_something_was_said_already(spec):
    said = [Diagnostic("a", Severity.ERROR, "wrong", SPEC / key, Span(Path("dist/x.json"), 1, 1)) for key in "ab"]
    assert [fault.at for fault in authored(said, spec(), said[:1])] == [SPEC / "b"]
