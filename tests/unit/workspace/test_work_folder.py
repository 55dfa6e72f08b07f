"""Work folders are gone after their run, also after that of a run that was killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.atomicity.os_calls import counted, failing, interposed

from connectorsmith.workspace.locking import locked
from connectorsmith.workspace.work_folder import remove_left_folders, work_folder


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def ended():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as process:
        pass
    return process.pid


def left(parent: Path, process: int, name: str = "x") -> Path:
    folder = parent / f"connectorsmith-{process}-{name}"
    (folder / "1-upload").mkdir(parents=True)
    (folder / "1-upload" / "icon.png").touch()
    return folder


def test_folder_is_there_and_then_gone(temporary):
    with work_folder() as folder:
        assert folder.parent == temporary
        (folder / "file").touch()
        remove_left_folders(temporary)
        assert (folder / "file").exists()
    assert list(temporary.iterdir()) == []


def test_folder_is_gone_though_the_full_disk_refuses_to_remove_a_file_at_first(temporary):
    full = OSError(errno.ENOSPC, "No space left on device")

    def work():
        with work_folder() as folder:
            os.close(os.open(folder / "file", os.O_RDONLY | os.O_CREAT))

    names = counted(work)
    with interposed(failing(names.index("unlink") + 1, full)):
        work()
    assert list(temporary.iterdir()) == []


def test_folder_of_a_killed_run_is_removed_by_the_next(temporary, ended):
    folder = left(temporary, ended)
    with work_folder():
        assert not folder.exists()


def test_folder_that_is_locked_stays(temporary, ended):
    """Its process may be one that has another number here, in a container."""
    folder = left(temporary, ended)
    with locked(folder, say=pytest.fail):
        remove_left_folders(temporary)
    assert folder.exists()


def test_folder_without_a_lock_stays_while_its_process_runs_unless_it_is_old(temporary):
    new, old = left(temporary, os.getpid(), "new"), left(temporary, os.getpid(), "old")
    os.utime(old, (0, 0))
    remove_left_folders(temporary)
    assert (new.exists(), old.exists()) == (True, False)


def test_what_has_another_name_or_leads_elsewhere_stays(temporary, ended, tmp_path_factory):
    elsewhere = left(tmp_path_factory.mktemp("elsewhere"), ended)
    (temporary / f"connectorsmith-{ended}-link").symlink_to(elsewhere)
    (temporary / f"connectorsmith-{ended}-file").touch()
    (temporary / "connectorsmith-tools-0").mkdir()
    before = sorted(temporary.iterdir())
    remove_left_folders(temporary)
    assert sorted(temporary.iterdir()) == before
    assert (elsewhere / "1-upload" / "icon.png").exists()


def test_folder_for_temporary_files_that_is_not_there(tmp_path):
    remove_left_folders(tmp_path / "missing")


def test_folder_with_a_number_that_no_process_can_have_is_left_alone(temporary):
    folder = left(temporary, 10**30)
    remove_left_folders(temporary)
    assert folder.is_dir()
