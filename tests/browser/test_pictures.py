"""Pictures of cards, which ``preview --pictures`` makes and ``reference.md`` links."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.browser.chromium import program
from tests.unit.preview.preview_case import workspace

from connectorsmith.preview.pictures import WITHOUT_PLACES


def test_each_link_of_the_reference_page_leads_to_a_picture_and_two_runs_make_the_same(run, tmp_path: Path):
    if program() is None:
        pytest.skip("Chromium is not installed: run tests/install-chromium")
    root = workspace(tmp_path)
    spec = root / "specs" / "orders" / "connector.yaml"
    text = spec.read_text("utf-8").replace("policies:", "documentation: {pictures: ../../pictures}\npolicies:", 1)
    spec.write_text(text, "utf-8")
    folder = root / "pictures"
    assert run("build", "orders", "--workspace", str(root)).code == 0
    assert run("preview", "orders", "--pictures", str(folder), "--workspace", str(root)).code == 0
    reference = root / "connectors" / "orders" / "reference.md"
    linked = re.findall(r"!\[The card of [^]]+\]\(([^)]+)\)", reference.read_text("utf-8"))
    found = {(reference.parent / one).resolve(): (reference.parent / one).read_bytes() for one in linked}
    assert {*found} == {one.resolve() for one in folder.iterdir()}
    assert len(found) == 4
    assert all(one.startswith(b"\x89PNG") for one in found.values())
    spec.write_text(f"# a line more\n{text}", "utf-8")
    assert run("preview", "orders", "--pictures", str(folder), "--workspace", str(root)).code == 0
    assert {one.resolve(): one.read_bytes() for one in folder.iterdir()} == found


def test_lines_of_the_spec_stay_hidden_where_a_card_is_drawn_again(browser):
    page = browser.new_page()
    page.set_content("<p class='place'>connector.yaml:3</p>")
    page.evaluate(WITHOUT_PLACES)
    page.evaluate("document.body.innerHTML = `<p class='place' style='display: block'>connector.yaml:3</p>`")
    assert page.locator(".place").is_hidden()
    page.close()


def test_pictures_need_the_name_of_a_connector(run, tmp_path: Path):
    root = workspace(tmp_path)
    assert run("preview", "--pictures", str(tmp_path / "p"), "--workspace", str(root)).code == 2


def test_browser_that_does_not_start_is_reported(run, tmp_path: Path, monkeypatch):
    root = workspace(tmp_path)
    monkeypatch.setattr("connectorsmith.preview.pictures._browser", lambda: sys.executable)  # which is not a browser
    code, out, err = run("preview", "orders", "--pictures", "pictures", "--workspace", str(root))
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith(f"error: {sys.executable} did not take the pictures: ")
    assert len(err.splitlines()) == 2


def test_playwright_that_does_not_start_is_reported(run, tmp_path: Path, monkeypatch):
    class Driverless:
        def start(self):
            raise Exception("Connection closed while reading from the driver")

    root = workspace(tmp_path)
    monkeypatch.setattr("connectorsmith.preview.pictures._browser", lambda: sys.executable)
    monkeypatch.setattr("playwright.sync_api.sync_playwright", Driverless)
    ended = run("preview", "orders", "--pictures", "pictures", "--workspace", str(root))
    message = "error: Playwright does not start: Connection closed while reading from the driver"
    assert (ended.code, ended.out, ended.err.splitlines()[0]) == (1, "", message)
