"""Files to disk, all or none: what a folder holds afterwards, whatever goes wrong on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.errors import FileError
from connectorsmith.workspace.write_files import CHANGED, CREATED, REMOVED, UNCHANGED, FileChange, apply, changes

OWNED = ("a.json", "b.png", "c.md", "policies/*/policy.xml")
BEFORE = {"a.json": b"old a", "c.md": b"old c", "policies/x/policy.xml": b"old x", "notes.txt": b"mine"}
AFTER = {"a.json": b"new a", "b.png": b"new b", "policies/y/policy.xml": b"new y"}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, every folder with ``None``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "connectors" / "shop"
    for name, content in BEFORE.items():
        (found / name).parent.mkdir(parents=True, exist_ok=True)
        (found / name).write_bytes(content)
    return found


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


def test_nothing_to_do_touches_nothing(folder, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: pytest.fail("replaced"))
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
    apply(changes(folder, {"a.json": b"old a"}, ("a.json",)))


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


class Trouble:
    """Makes the nth call of a method of ``Path`` fail, before or after it has done its work."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, method: str, nth: int, fault: BaseException, late: bool
    ) -> None:
        real, self.calls = getattr(Path, method), 0

        def call(path: Path, *arguments: object, **options: object) -> object:
            self.calls += 1
            done = real(path, *arguments, **options) if late or self.calls != nth else None
            if self.calls == nth:
                raise fault
            return done

        monkeypatch.setattr(Path, method, call)


# The plan above writes 3 temporary files and renames 6: two aside and into place, two created, two removed.
MOMENTS = [("write_bytes", nth) for nth in (1, 2, 3)] + [("replace", nth) for nth in range(1, 7)] + [("mkdir", 1)]


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left"), KeyboardInterrupt()], ids=["fault", "ctrl-c"])
@pytest.mark.parametrize(("method", "nth"), MOMENTS)
def test_all_or_nothing(folder, monkeypatch, method, nth, fault, late):
    before = tree(folder)
    planned = changes(folder, AFTER, OWNED)
    trouble = Trouble(monkeypatch, method, nth, fault, late)
    with pytest.raises(FileError if isinstance(fault, OSError) else KeyboardInterrupt) as raised:
        apply(planned)
    monkeypatch.undo()
    assert trouble.calls >= nth
    assert tree(folder) == before
    if isinstance(fault, OSError):
        assert raised.value.message.startswith(f"cannot write {folder}")
        assert raised.value.message.endswith(": No space left")
        assert raised.value.hint == "nothing was changed"


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_interruption_while_tidying_up_leaves_nothing_behind(folder, monkeypatch, nth, late):
    planned = changes(folder, AFTER, OWNED)
    Trouble(monkeypatch, "unlink", nth, KeyboardInterrupt(), late)
    with pytest.raises(KeyboardInterrupt):
        apply(planned)
    monkeypatch.undo()
    assert {name: content for name, content in tree(folder).items() if content} == AFTER | {"notes.txt": b"mine"}


@pytest.mark.parametrize("nth", [4, 5, 6, 7, 8])
def test_an_interruption_while_putting_back_is_no_way_out(folder, monkeypatch, nth):
    before = tree(folder)
    (folder / "policies" / "y" / "policy.xml").mkdir(parents=True)  # a folder where the last file is to be created
    with pytest.raises(FileError, match="Is a directory"):
        changes(folder, AFTER, OWNED)
    (folder / "policies" / "y" / "policy.xml").rmdir()
    planned = changes(folder, AFTER, OWNED)
    (folder / "policies" / "y" / "policy.xml").mkdir()
    Trouble(monkeypatch, "replace", nth, KeyboardInterrupt(), False)
    with pytest.raises(KeyboardInterrupt):
        apply(planned)
    monkeypatch.undo()
    assert tree(folder) == before | {"policies/y": None, "policies/y/policy.xml": None}


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


def test_a_file_that_has_gone(folder):
    planned = changes(folder, {"a.json": b"new a"}, ("a.json", "c.md"))
    (folder / "c.md").unlink()
    with pytest.raises(FileError, match=r"c\.md: No such file or directory"):
        apply(planned)
    assert (folder / "a.json").read_bytes() == b"old a"


def test_a_name_the_disk_does_not_take(folder):
    before = tree(folder)
    with pytest.raises(FileError, match="File name too long"):
        apply(changes(folder, AFTER | {"deep/" + "n" * 250: b""}, OWNED))
    assert tree(folder) == before


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


def test_a_link_is_replaced_and_not_followed(folder, tmp_path):
    target = tmp_path / "elsewhere.json"
    (folder / "a.json").rename(target)
    (folder / "a.json").symlink_to(target)
    apply(changes(folder, {"a.json": b"new a"}, ("a.json",)))
    assert not (folder / "a.json").is_symlink()
    assert (folder / "a.json").read_bytes() == b"new a"
    assert target.read_bytes() == b"old a"


def test_a_link_is_put_back_as_a_link(folder, tmp_path, monkeypatch):
    target = tmp_path / "elsewhere.json"
    (folder / "a.json").rename(target)
    (folder / "a.json").symlink_to(target)
    planned = changes(folder, {"a.json": b"new a", "b.png": b"new b"}, OWNED)
    Trouble(monkeypatch, "replace", 3, OSError(13, "Permission denied"), False)
    with pytest.raises(FileError):
        apply(planned)
    monkeypatch.undo()
    assert (folder / "a.json").readlink() == target
    assert target.read_bytes() == b"old a"


def test_a_linked_folder_is_written_through(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    apply(changes(link, AFTER, OWNED))
    assert tree(folder) == AFTER | {"notes.txt": b"mine", "policies": None, "policies/y": None}
    assert link.is_symlink()


def test_what_is_forbidden_is_said_with_its_cure(folder, monkeypatch):
    Trouble(monkeypatch, "write_bytes", 1, PermissionError(13, "Permission denied"), late=False)
    with pytest.raises(FileError) as raised:
        apply(changes(folder, AFTER, OWNED))
    assert raised.value.hint == "nothing was changed; ask for the right to it, or name another place"


def test_a_folder_in_the_place_of_a_file_is_to_be_moved(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(FileError) as raised:
        changes(tmp_path, {"a.json": b"{}"}, ())
    assert raised.value.hint == "move the folder away: a file is to stand there"
