"""Files to disk, all or none: what a folder holds afterwards, whatever goes wrong on the way."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
from tests.atomicity.os_calls import counted, failing, interposed
from tests.atomicity.trees import AFTER, BEFORE, OWNED, tree, written

from connectorsmith.errors import FileError
from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import FileChange, changes
from connectorsmith.workspace.write_files import apply

WRITTEN = AFTER | {"notes.txt": b"mine", "policies": None, "policies/y": None}


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "connectors" / "shop", BEFORE)


def number_of_calls(tmp_path: Path) -> int:
    """How many calls of the operating system it takes to write AFTER over BEFORE."""
    other = written(tmp_path / "counted", BEFORE)
    return len(counted(partial(apply, changes(other, AFTER, OWNED))))


def refusal(planned: list[FileChange]) -> FileError | None:
    """Why changes were not made, ``None`` if they were."""
    try:
        apply(planned)
    except FileError as fault:
        return fault
    return None


def test_nothing_to_do_touches_nothing(folder):
    assert counted(lambda: apply(changes(folder, {"a.json": b"old a"}, ("a.json",)))) == []


def test_everything_is_written_and_removed(folder):
    apply(changes(folder, AFTER, OWNED))
    assert tree(folder) == AFTER | {"notes.txt": b"mine", "policies": None, "policies/y": None}


def test_the_mode_of_a_file_stays(folder):
    (folder / "a.json").chmod(0o640)
    apply(changes(folder, {"a.json": b"new a"}, ("a.json",)))
    assert (folder / "a.json").stat().st_mode & 0o777 == 0o640


def test_a_folder_is_made(tmp_path):
    folder = tmp_path / "out" / "deep" / "shop"
    apply(changes(folder, AFTER, OWNED))
    assert tree(folder) == AFTER | {"policies": None, "policies/y": None}


def test_only_owned_files_are_removed(folder):
    apply(changes(folder, {}, ("a.json",)))
    assert tree(folder) == {
        "c.md": b"old c",
        "notes.txt": b"mine",
        "policies": None,
        "policies/x": None,
        "policies/x/policy.xml": b"old x",
    }


def test_folders_above_the_connector_stay(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "a.json").write_bytes(b"")
    apply(changes(tmp_path / "shop", {}, OWNED))
    assert tree(tmp_path) == {"shop": None}


def test_paths_may_be_relative(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    apply(changes(Path("shop"), {"a.json": b"new a"}, OWNED))
    assert tree(folder) == {"a.json": b"new a", "notes.txt": b"mine"}


def test_a_folder_where_a_file_was(folder):
    planned = changes(folder, {"a.json": b"new a", "c.md": b"new c"}, ("a.json", "c.md"))
    (folder / "c.md").unlink()
    (folder / "c.md").mkdir()
    (folder / "c.md" / "mine").write_bytes(b"mine")
    with pytest.raises(FileError) as raised:
        apply(planned)
    assert raised.value.message == f"cannot write {folder / 'c.md'}: a folder has taken the file's place"
    assert (folder / "a.json").read_bytes() == b"old a"
    assert (folder / "c.md" / "mine").read_bytes() == b"mine"


def test_a_link_is_replaced_and_not_followed(folder):
    target = folder / "elsewhere.json"
    (folder / "a.json").rename(target)
    (folder / "a.json").symlink_to(target)
    apply(changes(folder, {"a.json": b"new a"}, ("a.json",)))
    assert not (folder / "a.json").is_symlink()
    assert (folder / "a.json").read_bytes() == b"new a"
    assert target.read_bytes() == b"old a"


def test_a_linked_folder_is_written_through(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    apply(changes(link, AFTER, OWNED))
    assert tree(folder) == AFTER | {"notes.txt": b"mine", "policies": None, "policies/y": None}
    assert link.is_symlink()


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_a_fault_of_any_call_leaves_the_old_state_or_the_new_one(tmp_path, late):
    count = number_of_calls(tmp_path)
    assert count >= 40  # 3 new files and 5 old ones under temporary names, 6 moves, and the journal
    outcomes = []
    for nth in range(1, count + 1):
        folder = written(tmp_path / str(nth), BEFORE)
        before = tree(folder)
        planned = changes(folder, AFTER, OWNED)
        with interposed(failing(nth, OSError(28, "No space left"), late=late)) as calls:
            refused = refusal(planned)
        if refused is not None:
            assert refused.message.startswith(f"cannot write {folder}")
            assert late or refused.message.endswith(": No space left"), calls[nth - 1]
            assert refused.hint == "nothing was changed"
            assert tree(folder) == before
            outcomes.append("old")
        else:
            outcomes.append("new")
            left = {name: content for name, content in tree(folder).items() if ".partial" not in name}
            assert {**left, "policies/x": None} == {**WRITTEN, "policies/x": None}
    assert (outcomes[0], outcomes[-1]) == ("old", "new")


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_at_any_call_leaves_the_old_state_or_the_new_one(tmp_path, number, monkeypatch):
    number = getattr(signal, number)
    usual = signal.signal(number, signal.default_int_handler)
    try:
        for nth in range(1, number_of_calls(tmp_path) + 1):
            folder = written(tmp_path / str(nth), BEFORE)
            before = tree(folder)
            planned = changes(folder, AFTER, OWNED)

            def act(count, _name, call, nth=nth):
                if count == nth:
                    os.kill(os.getpid(), number)
                return call()

            with interposed(act), pytest.raises(KeyboardInterrupt if number == signal.SIGINT else BaseException) as end:
                apply(planned)
            assert isinstance(end.value, KeyboardInterrupt) or end.value.code == 128 + number
            assert tree(folder) in (before, WRITTEN)
    finally:
        signal.signal(number, usual)


def test_what_cannot_be_undone_is_left_to_the_next_run(folder):
    def act(_number, name, call):
        taken, given = (Path(str(call.args[index])).name for index in (0, -1))
        if name == "replace" and (given == "b.png" or taken.endswith(".old.partial")):
            raise OSError(5, "Input/output error")
        return call()

    before = tree(folder)
    planned = changes(folder, AFTER, OWNED)
    with interposed(act), pytest.raises(FileError) as fault:
        apply(planned)
    assert fault.value.hint == "the next run of connectorsmith completes this or undoes it"
    notes = []
    with exclusive(folder, say=notes.append):
        assert tree(folder) == before
    assert notes == [f"an interrupted run was undone: 5 files in {folder}"]


@pytest.mark.parametrize("now", [None, b"of somebody else"], ids=["gone", "changed"])
def test_a_file_that_is_no_longer_what_was_planned_for(folder, now):
    planned = changes(folder, {"a.json": b"new a"}, ("a.json", "c.md"))
    (folder / "c.md").unlink() if now is None else (folder / "c.md").write_bytes(now)
    left = tree(folder)
    with pytest.raises(FileError, match=r"cannot write .*c\.md: it was changed while this ran") as fault:
        apply(planned)
    assert fault.value.hint == "nothing was changed; run it again"
    assert tree(folder) == left


def test_a_file_that_came_meanwhile_is_not_overwritten(folder):
    planned = changes(folder, AFTER, OWNED)
    (folder / "b.png").write_bytes(b"of somebody else")
    left = tree(folder)
    with pytest.raises(FileError, match=r"b\.png: it was changed while this ran"):
        apply(planned)
    assert tree(folder) == left


def test_the_longest_name_the_disk_takes_can_be_written(folder):
    apply([FileChange(folder / ("n" * 255), None, b"x")])
    assert (folder / ("n" * 255)).read_bytes() == b"x"


def test_a_name_the_disk_does_not_take(folder):
    before = tree(folder)
    planned = [*changes(folder, AFTER, OWNED), FileChange(folder / "deep" / ("n" * 256), None, b"")]
    with pytest.raises(FileError, match="File name too long"):
        apply(planned)
    assert tree(folder) == before


def test_a_link_is_put_back_as_a_link(folder):
    target = folder / "elsewhere.json"
    (folder / "a.json").rename(target)
    (folder / "a.json").symlink_to(target)
    planned = changes(folder, {"a.json": b"new a", "b.png": b"new b"}, OWNED)

    def act(_number, name, call):
        if name == "replace" and Path(call.args[1]).name == "b.png":
            raise OSError(13, "Permission denied")
        return call()

    with interposed(act), pytest.raises(FileError):
        apply(planned)
    assert (folder / "a.json").readlink() == target
    assert target.read_bytes() == b"old a"


def test_a_link_to_nothing_is_put_back_as_a_link(folder):
    (folder / "b.png").symlink_to("nowhere")
    planned = changes(folder, AFTER, OWNED)

    def act(_number, name, call):
        if name == "unlink" and Path(call.args[0]).name == "c.md":
            raise OSError(13, "Permission denied")
        return call()

    with interposed(act), pytest.raises(FileError):
        apply(planned)
    assert (folder / "b.png").readlink() == Path("nowhere")


def test_hard_links_are_not_needed(folder):
    def act(_number, name, call):
        if name == "link":
            raise OSError(95, "Operation not supported")
        return call()

    with interposed(act):
        apply(changes(folder, AFTER, OWNED))
    assert tree(folder) == WRITTEN


def test_the_other_name_of_a_file_keeps_the_old_content(folder, tmp_path):
    os.link(folder / "a.json", tmp_path / "other")
    apply(changes(folder, AFTER, OWNED))
    assert (tmp_path / "other").read_bytes() == b"old a"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither owners nor modes of this kind")
def test_the_owner_of_a_file_stays_where_that_is_allowed(folder):
    calls = []

    def act(_number, name, call):
        calls.append((name, *call.args[1:])) if name == "chown" else None
        return None if name == "chown" else call()

    found = (folder / "a.json").stat()
    with interposed(act), pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: found.st_uid + 1)
        apply([FileChange(folder / "a.json", b"old a", b"new a")])
    assert calls == [("chown", found.st_uid, found.st_gid)]


def test_what_is_forbidden_is_said_with_its_cure(folder):
    planned = changes(folder, AFTER, OWNED)
    with interposed(failing(1, PermissionError(13, "Permission denied"))), pytest.raises(FileError) as raised:
        apply(planned)
    assert raised.value.hint == "nothing was changed; ask for the right to it, or name another place"


@pytest.mark.parametrize("link", ["policies", "policies/x"])
def test_a_linked_folder_below_the_workspace_is_refused(tmp_path, link):
    folder = written(tmp_path / "ws" / "connectors" / "shop", BEFORE)
    (tmp_path / "ws" / "specs").mkdir()
    (folder / link).rename(tmp_path / "elsewhere")
    (folder / link).symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path)
    with pytest.raises(FileError, match=r"policy\.xml: .* is a link to another folder"):
        apply([FileChange(folder / "policies/x/policy.xml", b"old x", None), FileChange(folder / "b.png", None, b"b")])
    assert tree(tmp_path) == before
