"""What a killed run leaves, put right by the next one: the old files or the new ones, all of them, and nothing else."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.atomicity.os_calls import Killed, dying, failing, interposed
from tests.atomicity.trees import AFTER, BEFORE, OWNED, tree, written

from connectorsmith.errors import FileError
from connectorsmith.workspace.exclusive import exclusive, put_right
from connectorsmith.workspace.file_changes import FileChange, changes
from connectorsmith.workspace.journal import remove_empty
from connectorsmith.workspace.unfinished import REDO, UNDO
from connectorsmith.workspace.write_files import apply

OLD = BEFORE | {"policies": None, "policies/x": None}
NEW = AFTER | {"notes.txt": b"mine", "policies": None, "policies/y": None}


def killed(folder, nth, how="before"):
    """Write AFTER over BEFORE in a folder, and die at a call; tells whether it came to that."""
    planned = changes(folder, AFTER, OWNED)
    with interposed(dying(nth, how)):
        try:
            apply(planned)
        except Killed:
            return True
    return False


def recovered(folder):
    """What the next run says when it comes to a folder."""
    notes: list[str] = []
    put_right([folder], notes.append)
    return notes


@pytest.mark.parametrize("how", ["before", "after", "torn"])
def test_a_run_killed_at_any_call_is_completed_or_undone(tmp_path, how):
    nth, seen = 0, set()
    while killed(folder := written(tmp_path / str(nth := nth + 1), BEFORE), nth, how):
        begun = (folder / UNDO).exists() or (folder / REDO).exists()
        notes = recovered(folder)
        assert tree(folder) in (OLD, NEW)
        assert len(notes) == begun
        seen |= {note.split(" in /")[0] for note in notes}
        assert recovered(folder) == []
    assert nth > 40
    assert {"an interrupted run was undone: 5 files", "an interrupted run was completed: 5 files"} <= seen


@pytest.mark.parametrize("how", ["before", "after"])
@pytest.mark.parametrize("first", [3, 12, 22, 25, 28, 31, 35])
def test_a_recovery_that_is_killed_is_taken_up_again(tmp_path, first, how):
    for nth in range(1, 60):
        folder = written(tmp_path / str(nth), BEFORE)
        assert killed(folder, first)
        with interposed(dying(nth, how)):
            try:
                put_right([folder])
            except Killed:
                pass
            else:
                break
        recovered(folder)
        assert tree(folder) in (OLD, NEW), nth
    assert 1 < nth < 59


def test_a_run_that_could_not_clean_up_is_cleaned_up_before_the_next_change(tmp_path):
    """One command writes two folders under one lock; removing a temporary file of the first fails, then it dies."""
    for nth in range(1, 99):
        workspace = tmp_path / str(nth)
        first, second = (written(workspace / name, BEFORE) for name in ("first", "second"))

        def refused(_number, name, call):
            if name == "unlink" and str(call.args[0]).endswith(".old.partial"):
                raise OSError(28, "No space left on device")
            return call()

        with exclusive(workspace):
            with interposed(refused):
                apply(changes(first, AFTER, OWNED))
            planned = changes(second, AFTER, OWNED)
            with interposed(dying(nth, "before")):
                try:
                    apply(planned)
                except Killed:
                    dies = True
                else:
                    dies = False
        recovered(workspace)
        assert tree(first) == NEW
        assert tree(second) in (OLD, NEW)
        assert [name for name in tree(workspace) if ".partial" in name] == []
        if not dies:
            break
    assert 40 < nth < 98


def test_a_file_that_was_changed_since_is_left_alone(tmp_path):
    folder = written(tmp_path / "shop", BEFORE)
    nth = next(nth for nth in range(1, 99) if killed(written(tmp_path / str(nth), BEFORE), nth) and
               (tmp_path / str(nth) / REDO).exists())  # fmt: skip
    assert killed(folder, nth)
    (folder / "a.json").write_bytes(b"edited")
    assert recovered(folder) == [
        f"an interrupted run was completed: 4 files in {folder}; left as they were changed since: a.json"
    ]
    assert tree(folder) == NEW | {"a.json": b"edited"}


def test_every_verb_looks_upwards_for_what_was_left(tmp_path):
    folder = written(tmp_path / "shop", BEFORE)
    assert killed(folder, 20)
    assert recovered(folder / "policies" / "x") == [f"an interrupted run was undone: 5 files in {folder}"]
    assert tree(folder) == OLD


@pytest.mark.parametrize(
    "step",
    [
        {"path": "../other/mine"},
        {"path": "/etc/hosts"},
        {"path": "link/mine"},
        {"path": "."},
        {"path": "notes\0.txt"},
        {"path": "notes\ud800.txt"},
        {"path": "notes.txt", "old": "../other/mine"},
        {"path": "notes.txt", "old": "notes.txt"},
        {"path": 1},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", [UNDO, REDO])
def test_a_journal_that_leads_elsewhere_is_not_followed(tmp_path, name, step):
    other = written(tmp_path / "other", {"mine": b"mine"})
    folder = written(tmp_path / "shop", {"notes.txt": b"mine"})
    (folder / "link").symlink_to(other)
    usual = {"new": None, "old": ".00000000-1.old.partial", "was": None, "becomes": None}
    (folder / name).write_text(json.dumps({"steps": [usual | step], "made": [], "emptied": []}))
    assert recovered(folder) == [f"an interrupted run had changed nothing in {folder}"]
    assert tree(tmp_path) == {"other": None, "other/mine": b"mine", "shop": None, "shop/link": None,
                              "shop/notes.txt": b"mine"}  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"steps": 1}', b"[" * 100_000, b"\xff", b" " * 20_000_000])
def test_a_journal_that_is_none_is_removed(tmp_path, content):
    folder = written(tmp_path, BEFORE)
    (folder / UNDO).write_bytes(content)
    assert recovered(folder) == [f"an interrupted run had changed nothing in {folder}"]
    assert tree(folder) == OLD


def test_a_journal_of_another_user_is_not_followed(tmp_path, monkeypatch):
    folder = written(tmp_path, BEFORE)
    assert killed(folder, 20)
    half = tree(folder)
    lstat = Path.lstat
    other = SimpleNamespace(st_uid=os.geteuid() + 1)
    monkeypatch.setattr(Path, "lstat", lambda path: other if path.name == UNDO else lstat(path))
    assert recovered(folder) == []
    with pytest.raises(FileError, match="a run of another user was interrupted in") as fault, exclusive(folder):
        pass
    assert fault.value.hint == f"let that user run connectorsmith there, or remove {folder / UNDO}"
    assert tree(folder) == half


def test_names_that_are_not_utf_8_are_kept(tmp_path):
    name = os.fsdecode(b"caf\xe9.json")
    folder = written(tmp_path, BEFORE | {name: b"old"})
    planned = changes(folder, AFTER | {name: b"new"}, (*OWNED, name))
    with interposed(dying(20, "before")), pytest.raises(Killed):
        apply(planned)
    assert recovered(folder) == [f"an interrupted run was undone: 6 files in {folder}"]
    assert tree(folder) == OLD | {name: b"old"}


def test_a_name_that_is_too_long_is_refused_and_blocks_no_later_run(tmp_path):
    home = tmp_path.resolve()
    with pytest.raises(FileError, match="File name too long") as refused:
        apply([FileChange(home / "good", None, b"1"), FileChange(home / ("a" * 300), None, b"2")])
    assert refused.value.hint.startswith("nothing was changed")
    assert list(home.iterdir()) == []
    apply([FileChange(home / "good", None, b"1")])
    assert (home / "good").read_bytes() == b"1"


def test_empty_folder_is_removed_though_the_full_disk_refuses_it_at_first(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    with interposed(failing(1, OSError(errno.ENOSPC, "No space left on device"))) as calls:
        remove_empty([folder])
    assert calls == ["rmdir", "rmdir"]
    assert not folder.exists()
