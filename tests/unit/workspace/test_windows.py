"""What is different on Windows, with the parts of the system that other systems lack in stand-ins."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from connectorsmith import cli
from connectorsmith.platform import paconn
from connectorsmith.workspace import disk, locking, work_folder


class Ranges:
    """Stands in for ``msvcrt``: a byte of a file is locked by one handle, until that is closed."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: dict[int, int] = {}

    def locking(self, handle: int, mode: int, count: int) -> None:
        file = os.fstat(handle).st_ino
        assert (mode, count) == (self.LK_NBLCK, 1)
        if file in self.held.values():
            raise PermissionError(13, "Permission denied")
        self.held[handle] = file


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Ranges]:
    """A system that says it is Windows, with no fcntl, and with the locks of ``msvcrt``, as long as the test runs."""
    assert tmp_path.is_dir()
    ranges = Ranges()
    close = os.close

    def closes(handle: int) -> None:
        ranges.held.pop(handle, None)
        close(handle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setitem(sys.modules, "msvcrt", ranges)
        patch.setitem(sys.modules, "fcntl", None)
        patch.setattr(os, "close", closes)
        for name in ("geteuid", "getegid", "getuid", "chown", "kill", "O_NONBLOCK", "mkfifo", "fork"):
            patch.delattr(os, name)
        for name in ("SIGHUP", "SIGKILL"):
            patch.delattr(signal, name)
        yield ranges


def afresh(module: ModuleType) -> ModuleType:
    """A module imported again, beside the one that is in use."""
    assert module.__spec__ is not None
    spec = importlib.util.spec_from_file_location(f"{module.__name__}_afresh", module.__spec__.origin)
    assert spec is not None
    assert spec.loader is not None
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    return again


def test_a_lock_is_a_range_of_a_file_that_is_gone_afterwards(windows, tmp_path):
    here, there = afresh(locking), afresh(locking)
    with here.locked(tmp_path, say=lambda note: None):
        assert [file.name for file in tmp_path.iterdir()] == [locking.LOCK_FILE]
        with there.locked_if_free(tmp_path) as free:
            assert not free
    assert windows.held == {}
    assert list(tmp_path.iterdir()) == []


def test_folders_are_not_synced_and_files_have_no_owners(windows, tmp_path):
    disk.sync_folder(tmp_path / "not there")
    first, second = tmp_path / "a", tmp_path / "b"
    disk.put(first, b"a\r\nb\n")
    disk.keep(first, second)
    disk.like(second, first)
    assert second.read_bytes() == b"a\r\nb\n"


def test_a_work_folder_is_made_and_those_that_are_old_are_removed(windows, tmp_path, monkeypatch):
    """No process is asked whether it is there, since asking would end it."""
    monkeypatch.setattr(os, "O_NONBLOCK", 0, raising=False)  # Linux's shutil needs it
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(work_folder, "locked", afresh(locking).locked)
    monkeypatch.setattr(work_folder, "locked_if_free", afresh(locking).locked_if_free)
    young, old = tmp_path / "connectorsmith-1-young", tmp_path / "connectorsmith-2-old"
    for folder in (young, old):
        folder.mkdir()
    os.utime(old, (1, 1))
    with work_folder.work_folder() as folder:
        assert folder.is_dir()
        assert not old.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == [young.name]


def test_signals_that_are_not_there_are_not_waited_for(windows):
    before = signal.getsignal(signal.SIGTERM)
    try:
        cli._end_tidily()
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("module", ["interruptions", "unfinished", "journal", "write_files", "recovery"])
def test_a_module_that_is_imported_there(windows, module):
    assert afresh(importlib.import_module(f"connectorsmith.workspace.{module}"))


def test_files_are_read_without_their_line_ends_changed(windows, tmp_path, monkeypatch):
    from connectorsmith.source import read_files

    monkeypatch.setattr(os, "O_BINARY", 1 << 30, raising=False)
    opened: list[int] = []
    again = afresh(read_files)
    system = vars(os) | {"open": lambda file, flags: _open(file, flags, opened)}
    monkeypatch.setattr(again, "os", SimpleNamespace(**system))
    (tmp_path / "a").write_bytes(b"a\r\n")
    assert again.read_bytes(tmp_path / "a") == b"a\r\n"
    assert [bool(flags & 1 << 30) for flags in opened] == [True]


def _open(file: Path, flags: int, opened: list[int]) -> int:
    opened.append(flags)
    return os.open(file, flags & ~(1 << 30))


def test_paconn_has_its_python_beside_it(windows, tmp_path, monkeypatch):
    scripts = tmp_path / "Scripts"
    scripts.mkdir()
    for name in ("paconn.exe", "python.exe"):
        (scripts / name).write_bytes(b"MZ")
    monkeypatch.setenv(paconn.VARIABLE, str(scripts / "paconn.exe"))
    assert paconn.find_paconn() == scripts / "python.exe"
