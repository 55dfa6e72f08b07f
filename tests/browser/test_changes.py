"""Changes since the version in git, and since what is deployed, in the list, on cards and in their panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened, Serving
from tests.browser.served import NAMES, workspace
from tests.browser.test_preview import choose, panel
from tests.changes.repository import commit, git

from connectorsmith.cli import preview
from connectorsmith.preview.differences import HEAD

EDITS = {
    "demonstration": ("name: number, in: query, type: number", "name: number, in: query, type: string"),
    "oneflow": ("- {name: upload_as, ", "- {name: upload_kind, "),
    "workpoint": ("summary: Moves an entity", "summary: Moves one entity"),
}
"""What is changed in each spec: the type of a parameter, the name of a parameter, and a label."""
CHANGED = {
    "demonstration": ("Use every control", "breaking"),
    "oneflow": ("Upload attachments", "breaking"),
    "workpoint": ("Moves one entity", "changed"),
}
LIVE = "live:test"


def edit(root: Path, name: str) -> None:
    """Make the change in the spec of a connector."""
    old, new = EDITS[name]
    files = (root / "specs" / name).glob("*.yaml")
    (file,) = (file for file in files if old in file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def marked(page: Page) -> dict[str, str]:
    """The word beside each operation of the list that has changed."""
    rows = page.get_by_role("navigation", name="Operations").locator("button.operation")
    found = rows.filter(has=page.locator(".mark.changed, .mark.breaking"))
    return {
        one.locator(".grow > span").first.inner_text(): one.locator(".mark.changed, .mark.breaking").inner_text()
        for one in found.all()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_change_is_marked_in_list_card_and_panel(opened: Opened, serving: Serving, tmp_path: Path, name: str):
    root = workspace(tmp_path / "now", name)
    head = workspace(tmp_path / "head", name)
    label, word = CHANGED[name]
    place = serving(root, name, versions={HEAD: head})
    page = opened(f"{place}#panel=changes")
    expect(page.get_by_text("Nothing differs from HEAD.")).to_be_visible()
    assert marked(page) == {}
    edit(root, name)
    section = page.get_by_role("article").locator("section").filter(has_text=label)
    expect(section.locator("li")).not_to_have_count(0)
    expect(section.locator("li.breaking")).to_have_count(1 if word == "breaking" else 0)
    assert marked(page) == {label: word}
    section.get_by_role("button", name=label).click()
    expect(page.get_by_role("heading", level=2, name=label)).to_be_visible()
    expect(page.locator(".card .changed summary")).to_contain_text("Changes since HEAD")
    others = page.get_by_role("navigation", name="Operations").locator(
        "button.operation:not(:has(.mark.changed, .mark.breaking))"
    )
    others.first.click()
    expect(page.locator(".card .changed")).to_have_count(0)


def test_a_repository_is_compared_with_its_last_commit(
    opened: Opened, serving: Serving, accessible: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = workspace(tmp_path, "workpoint")
    monkeypatch.chdir(root)
    git("init", "-q")
    commit("First")
    edit(root, "workpoint")
    place = serving(root, "workpoint", earlier=lambda name, version: preview._earlier(name, version, root))
    page = opened(f"{place}#panel=changes", bypass_csp=True)
    expect(page.locator(".changes li", has_text="Moves one entity")).to_have_count(1)
    assert marked(page) == {"Moves one entity": "changed"}
    accessible(page, "changes in the list and in their panel")
    commit("Second")
    page.reload()
    expect(page.get_by_text("Nothing differs from HEAD.")).to_be_visible()
    assert marked(page) == {}


def test_what_is_deployed_is_compared_as_well(opened: Opened, serving: Serving, tmp_path: Path):
    root = workspace(tmp_path / "now", "oneflow")
    live = workspace(tmp_path / "live", "oneflow")
    edit(live, "oneflow")
    place = serving(root, "oneflow", versions={HEAD: root, LIVE: live})
    page = opened(f"{place}#panel=changes")
    expect(page.get_by_text("Nothing differs from HEAD.")).to_be_visible()
    page.get_by_role("group", name="Compared with").get_by_role("button", name=LIVE).click()
    expect(page.locator(".changes li.breaking")).not_to_have_count(0)
    assert marked(page) == {"Upload attachments": "breaking"}
    panel(page, "Operation")
    choose(page, "Upload attachments")
    expect(page.locator(".card .changed summary")).to_contain_text(f"Changes since {LIVE}")


def test_a_version_that_cannot_be_opened_is_named(opened: Opened, serving: Serving, tmp_path: Path):
    root = workspace(tmp_path / "now", "workpoint")
    place = serving(root, "workpoint", versions={HEAD: tmp_path / "nowhere"})
    page = opened(f"{place}#panel=changes", refused="api/changes")
    expect(page.get_by_role("article").get_by_role("alert")).to_contain_text("no folder named specs")
    assert marked(page) == {}
