"""What entries refer to, what a schema says as a whole, and which changes of a limit or of names count."""

from __future__ import annotations

import pytest

from connectorsmith.changes.accepted_file import read_accepted
from connectorsmith.changes.choices import key, without
from connectorsmith.changes.effective import allowed, type_of, written
from connectorsmith.changes.references import references
from connectorsmith.changes.value_limits import limit_kind
from connectorsmith.model import ABSENT, Schema


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ({"schema": "#/definitions/Order"}, {("definitions", "Order")}),
        ({"parameters": ["limit"]}, {("parameters", "limit")}),
        ({"use": ["paging"]}, {("parameters", "paging"), ("shared", "paging")}),
        ({"errors": ["gone", 404]}, {("errors", "gone"), ("errors", "404")}),
        ({"script": ["trim"]}, {("recipes", "trim")}),
        ({"summary": "#/definitions/Order", "default": "limit"}, set()),
    ],
    ids=["reference", "parameter", "shared part", "errors", "recipe", "texts"],
)
def test_what_an_entry_refers_to(form, found):
    assert found <= set(references(form))
    assert found or not set(references(form))


@pytest.mark.parametrize(
    ("word", "old", "new", "kind"),
    [
        ("uniqueItems", False, True, "limit-tightened"),
        ("exclusiveMinimum", True, ABSENT, "limit-loosened"),
        ("maximum", 9, 5, "limit-tightened"),
        ("minimum", 9, 5, "limit-loosened"),
        ("pattern", "a", "b", "limit-changed"),
    ],
)
def test_kinds_of_changed_limits(word, old, new, kind):
    assert limit_kind(word, old, new) == kind


NAMED = [{"value": 1, "displayName": "One"}, {"value": 2, "displayName": "Two"}]


@pytest.mark.parametrize(
    ("extension", "left"),
    [
        (NAMED, NAMED[1:]),
        ({"values": NAMED, "more": True}, {"values": NAMED[1:], "more": True}),
        (NAMED[:1], ABSENT),
        (NAMED[1:], NAMED[1:]),
        ("names", "names"),
    ],
    ids=["list", "object", "last name", "other name", "text"],
)
def test_names_without_those_of_some_values(extension, left):
    assert without(extension, {key(1)}) == left


def test_default_null_and_choices_beside_a_reference_count():
    null, own = Schema(default=None), Schema(ref="Order", enum=("a",))
    assert written((null, Schema(default=1)), "default") == (None, null)
    assert allowed((own, Schema(enum=("a", "b")))) == (("a",), own)


def test_schema_with_items_is_a_list():
    assert type_of((Schema(items=Schema()),)) == "array"


@pytest.mark.parametrize("text", ["null\n", "accepted: null\n", "# none yet\n"])
def test_accepted_file_without_entries(tmp_path, text):
    file = tmp_path / "accepted.yaml"
    file.write_text(text, "utf-8")
    found = read_accepted(file, tmp_path)
    assert (found.entries, found.faults) == ((), ())


def test_accepted_file_behind_a_link_that_leads_out_of_the_workspace(tmp_path):
    (tmp_path / "elsewhere.yaml").write_text("accepted: []\n", "utf-8")
    home = tmp_path / "ws"
    home.mkdir()
    (home / "accepted.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    found = read_accepted(home / "accepted.yaml", home)
    assert (found.entries, len(found.faults)) == ((), 1)
