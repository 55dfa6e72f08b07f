"""``connectorsmith changes``: what it reads and writes beside a spec."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.changes.repository import commit, edit, found


def test_accepted_changes(shop, run):
    edit(shop, "limit", "top")
    edit(shop, "1.0.0", "2.0.0")
    ended = run("changes", "shop", "--accept", "The API dropped it in May.")
    assert ended.code == 0
    assert "specs/shop/changes.yaml: 1 change accepted" in ended.err
    assert "info: ListOrders: the parameter limit was removed; accepted: The API dropped it in May." in ended.out
    accepted = Path("specs/shop/changes.yaml")
    assert accepted.read_text("utf-8") == (
        "accepted:\n"
        "  - {change: parameter-removed, place: operation/ListOrders/parameter/limit, version: 2.0.0,\n"
        "      reason: The API dropped it in May.}\n"
    )
    assert run("changes", "shop").code == 0
    assert run("validate", "shop").code == 0
    assert run("changes", "shop", "--accept", "Again.").err.endswith("0 changes accepted\n")
    edit(accepted, "2.0.0", "0.9.0")
    assert run("changes", "shop").code == 3, "an entry of an earlier release does not count"


def test_an_accepted_change_that_does_not_occur(shop, run):
    Path("specs/shop/changes.yaml").write_text(
        "accepted:\n  # why\n  - {change: operation-removed, place: operation/Gone, version: 2.0.0, reason: Old.}\n",
        "utf-8",
    )
    ended = run("changes", "shop", "--fail-on", "warning")
    assert ended.code == 3
    assert "specs/shop/changes.yaml:3:5: warning: operation-removed at operation/Gone is accepted" in ended.out
    assert run("changes", "shop").code == 0
    edit(shop, "limit", "top")
    run("changes", "shop", "--accept", "New.")
    text = Path("specs/shop/changes.yaml").read_text("utf-8")
    assert text.startswith("accepted:\n  # why\n  - {change: operation-removed,")
    assert "change: parameter-removed" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("accepted: {}\n", "`accepted` must be a list of entries"),
        ("accepted: [{change: field-added}]\n", "the accepted change has no `place`"),
        ('accepted: [{change: field-added, place: a, version: "1", reason: " "}]\n', "`reason` must be a text"),
        ('accepted: [{change: odd, place: a, version: "1", reason: b}]\n', "there is no kind of change `odd`"),
        ("accepted: [\n", "error"),
    ],
)
def test_accepted_changes_with_faults(shop, run, text, message):
    Path("specs/shop/changes.yaml").write_text(text, "utf-8")
    ended = run("changes", "shop", "--fail-on", "warning")
    assert ended.code == 3
    assert message in ended.out
    assert run("changes", "shop", "--accept", "Why not.").code == 3
    assert Path("specs/shop/changes.yaml").read_text("utf-8") == text


def test_release_notes(shop, run):
    edit(shop, "limit, in: query", "top, in: query, required: true")
    edit(shop, "state: {type: string}", "state: {type: string}, colour: {type: string}")
    run("changes", "shop", "--write-notes", "--accept", "The API dropped it.")
    notes = Path("specs/shop/CHANGELOG.md")
    first = (
        "# Changelog\n\n## 2.0.0\n\n### Breaking\n\n"
        "- The action List orders no longer takes the value limit (The API dropped it.)\n"
        "- The action List orders asks for the new required value top (The API dropped it.)\n\n"
        "### New\n\n- The action List orders (also the action Get order) has the new value colour\n"
    )
    assert notes.read_text("utf-8") == first
    run("changes", "shop", "--write-notes")
    assert notes.read_text("utf-8") == first, "lines that an entry has are not repeated"
    edit(shop, "1.0.0", "3.0.0")
    commit("second")
    edit(shop, "List orders", "Find orders")
    run("changes", "shop", "--write-notes")
    assert notes.read_text("utf-8").startswith(
        "# Changelog\n\n## 3.0.1\n\n### Changed\n\n- Texts for makers changed\n\n## 2.0.0\n"
    )


def test_a_removed_operation_comes_back(shop, run):
    text = shop.read_text("utf-8")
    start = text.index("  ListOrders:")
    shop.write_text(text[:start] + text[text.index("  GetOrder:") :], "utf-8")
    ended = run("changes", "shop", "--fix")
    assert ended.code == 0, ended.out
    assert "ListOrders: the operation is deprecated" in ended.out
    assert "specs/shop/connector.yaml:4:3: fixed: the operation ListOrders is back, deprecated" in ended.err
    assert "deprecated: true" in shop.read_text("utf-8")
    assert run("validate", "shop").code == 0
    again = shop.read_text("utf-8")
    assert run("changes", "shop", "--fix").code == 0
    assert shop.read_text("utf-8") == again


def test_definitions_come_back_with_the_operation(shop, run):
    text = shop.read_text("utf-8")
    shop.write_text(
        text[: text.index("actions:")] + "actions: {Ping: {call: GET /ping, responses: {200: {}}}}\n", "utf-8"
    )
    ended = run("changes", "shop", "--fix")
    assert ended.code == 0, ended.out
    assert found(run, "shop").keys() == {"operation-deprecated", "operation-added", "version-unchanged"}


def test_an_operation_whose_call_is_taken_does_not_come_back(shop, run):
    edit(shop, "  ListOrders:", "  FindOrders:")
    before = shop.read_text("utf-8")
    ended = run("changes", "shop", "--fix")
    assert ended.code == 3
    assert "ListOrders cannot come back, because FindOrders has its call" in ended.err
    assert shop.read_text("utf-8") == before


@pytest.mark.parametrize("option", [("--fix",), ("--write-notes",), ("--accept", "Why not.")])
@pytest.mark.parametrize("new", ["shop@v1", "packages/shop"])
def test_only_a_spec_here_is_written(shop, run, option, new):
    ended = run("changes", "shop", new, *option)
    assert ended.code == 1
    assert "which is not a spec in the work tree" in ended.err
