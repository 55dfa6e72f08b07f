"""Programs and packages of a machine that are missing, broken, or of another version."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from connectorsmith.doctor import machine
from connectorsmith.doctor.check import CheckState
from connectorsmith.doctor.machine import PACONN


def found(monkeypatch, name: str) -> tuple[CheckState, str]:
    monkeypatch.setattr(machine, "find_paconn", lambda: Path("paconn-python"))
    check = next(one for one in machine.machine_checks(scripts=False, deployed=True) if one.name == name)
    return check.state, check.found


@pytest.mark.parametrize(
    ("printed", "state", "words"),
    [
        (None, CheckState.MISSING, "paconn-python cannot import paconn"),
        (PACONN, CheckState.OK, f"paconn {PACONN}"),
        ("9.9.9", CheckState.OK, f"paconn 9.9.9; {PACONN} is the version that is tested"),
    ],
)
def test_paconn(monkeypatch, printed, state, words):
    monkeypatch.setattr(machine, "_first_line", lambda *_: printed)
    assert found(monkeypatch, "paconn") == (state, words)


def test_packages_of_the_gateway_that_are_missing(monkeypatch):
    monkeypatch.setattr(machine, "missing_packages", lambda: ["aiohttp", "jinja2"])
    assert found(monkeypatch, "gateway") == (CheckState.ABSENT, "call, serve and test need aiohttp, jinja2")


def test_browser(monkeypatch):
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("firefox"))
    assert found(monkeypatch, "browser") == (CheckState.OK, "firefox")


def test_program_that_cannot_be_run_prints_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "find_paconn", lambda: tmp_path / "gone")
    check = next(one for one in machine.machine_checks(scripts=False, deployed=True) if one.name == "paconn")
    assert (check.state, check.found) == (CheckState.MISSING, f"{tmp_path / 'gone'} cannot import paconn")
