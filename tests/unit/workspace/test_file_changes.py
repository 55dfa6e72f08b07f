"""What has to happen to a folder's files, and what is in the way of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.atomicity.trees import AFTER, BEFORE, OWNED, written

from connectorsmith.errors import FileError
from connectorsmith.workspace.file_changes import CHANGED, CREATED, REMOVED, UNCHANGED, FileChange, changes


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "connectors" / "shop", BEFORE)


def test_statuses(folder):
    planned = changes(folder, AFTER | {"policies/z/policy.xml": b""}, OWNED)
    assert {change.path.relative_to(folder).as_posix(): change.status for change in planned} == {
        "a.json": CHANGED,
        "b.png": CREATED,
        "policies/y/policy.xml": CREATED,
        "policies/z/policy.xml": CREATED,
        "c.md": REMOVED,
        "policies/x/policy.xml": REMOVED,
    }


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        (b"a\nb\n", b"a\nb\n", UNCHANGED),
        (b"a\r\nb\r\n", b"a\nb\n", UNCHANGED),  # a checkout on Windows
        (b"a\r\nb\n", b"a\nb\n", UNCHANGED),
        (b"a\nb\n", b"a\r\nb\r\n", CHANGED),  # a script that its author keeps with CRLF
        (b"\x89PNG\n\x1a\n", b"\x89PNG\r\n\x1a\n", CHANGED),  # an icon that something took for a text
        (b"", b"", UNCHANGED),
    ],
)
def test_line_ends(old, new, status):
    assert FileChange(Path("a"), old, new).status == status


@pytest.mark.parametrize("place", ["policies", "."])
def test_a_file_where_a_folder_must_be(tmp_path, place):
    (tmp_path / "shop").mkdir()
    file = tmp_path / "shop" / place
    if place == ".":
        file.rmdir()
    file.write_bytes(b"")
    with pytest.raises(FileError, match=r"cannot read .*policy\.xml: Not a directory"):
        changes(tmp_path / "shop", {"policies/x/policy.xml": b""}, OWNED)
    assert file.read_bytes() == b""


def test_a_folder_in_the_place_of_a_file_is_to_be_moved(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(FileError) as raised:
        changes(tmp_path, {"a.json": b"{}"}, ())
    assert raised.value.hint == "move the folder away: a file is to be written there"
