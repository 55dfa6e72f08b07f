"""One run at a time writes below a folder; the lock ends with the process that holds it, however that ends."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading

import pytest

from connectorsmith.errors import FileError
from connectorsmith.workspace import locking
from connectorsmith.workspace.exclusive import exclusive

HOLDER = """
import sys
from pathlib import Path
from connectorsmith.workspace.exclusive import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock of ``tmp_path`` until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("end", ["by itself", "kill -9"])
def test_the_second_waits_for_the_first_and_says_so(tmp_path, holder, monkeypatch, end):
    monkeypatch.setattr(locking, "_PATIENCE", 0.0)
    notes = []

    def say(note):
        notes.append(note)
        holder.stdin.close() if end == "by itself" else holder.send_signal(signal.SIGKILL)

    with exclusive(tmp_path, say=say):
        assert holder.wait(30) == (0 if end == "by itself" else -signal.SIGKILL)
    assert notes == [f"waiting for another run of connectorsmith that writes to {tmp_path}"]
    assert list(tmp_path.iterdir()) == []


def test_who_holds_a_lock_may_take_it_again(tmp_path):
    with exclusive(tmp_path), exclusive(tmp_path):
        assert locking.holds(tmp_path)
    assert not locking.holds(tmp_path)


def test_two_threads_take_turns(tmp_path):
    inside, most = [], []

    def work():
        for _ in range(20):
            with exclusive(tmp_path):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 60


def test_a_folder_that_is_not_there_is_made_and_goes_again(tmp_path):
    with exclusive(tmp_path / "new" / "deep"):
        assert (tmp_path / "new" / "deep").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_removed_while_it_was_waited_for_is_made_again(tmp_path, monkeypatch):
    folder = tmp_path / "new"
    attempt = locking._attempt
    calls = []

    def removing(path):
        handle = attempt(path)
        calls.append(path)
        if len(calls) == 1:
            path.rmdir()
        return handle

    monkeypatch.setattr(locking, "_attempt", removing)
    with exclusive(folder):
        assert folder.is_dir()
    assert calls == [folder, folder]


def test_where_a_folder_cannot_be_locked_a_file_in_it_is(tmp_path, monkeypatch):
    flock = locking.fcntl.flock

    def refusing(handle, operation):
        if os.path.isdir(handle):  # noqa: PTH112
            raise OSError(errno.EBADF, "Bad file descriptor")
        return flock(handle, operation)

    monkeypatch.setattr(locking.fcntl, "flock", refusing)
    with exclusive(tmp_path):
        assert locking._attempt(tmp_path) is None
    assert [entry.name for entry in tmp_path.iterdir()] == [locking.LOCK_FILE]
    with exclusive(tmp_path):
        assert locking.holds(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(FileError, match=r"cannot write to .*out: File exists"), exclusive(tmp_path / "out"):
        pass


def test_several_folders_are_taken_in_one_order(tmp_path, monkeypatch):
    taken = []
    wait = locking._wait
    monkeypatch.setattr(locking, "_wait", lambda folder, say: taken.append(folder.name) or wait(folder, say))
    with exclusive(tmp_path / "b", tmp_path / "a", tmp_path / "b"):
        pass
    with exclusive(tmp_path / "a", tmp_path / "b"):
        pass
    assert taken == ["a", "b", "a", "b"]
