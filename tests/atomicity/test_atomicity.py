"""The command itself: a small part of it, and what it notices."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.atomicity.__main__ import end
from tests.atomicity.forked import children, end_processes
from tests.atomicity.workspace import strays, torn

OLD = {"specs": None, "specs/a": None, "specs/a/x.yaml": b"old", "specs/a/y.yaml": b"old", "specs/b": None}
NEW = OLD | {"specs/a/x.yaml": b"new", "specs/a/y.yaml": b"new", "specs/c": None, "specs/c/x.yaml": b"new"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a process the children that others have left")
def test_runs_that_are_killed_and_runs_at_once():
    command = [sys.executable, "-m", "tests.atomicity", "--kills", "6", "--pairs", "2", "--skip-disk"]
    command += ["--only", "fmt", "--only", "import"]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "kills: 6, 0 faults\n" in ended.stdout
    assert "pairs: 2, 0 faults\n" in ended.stdout


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (OLD, []),
        (NEW, []),
        (OLD | {"specs/c": None, "specs/c/x.yaml": b"new"}, []),
        (OLD | {"specs/a/x.yaml": b"new"}, ["specs/a"]),
        (NEW | {"specs/c/x.yaml": b"ne"}, ["specs/c"]),
        ({path: content for path, content in NEW.items() if path != "specs/a/y.yaml"}, ["specs/a"]),
        (OLD | {"specs/b/.z.partial": b""}, ["specs/b"]),
        (OLD | {"z": b""}, ["z"]),
        ({}, ["specs", "specs/a", "specs/b"]),
    ],
)
def test_a_part_in_neither_state_is_noticed(found, names):
    assert torn(found, OLD, NEW) == names


def test_temporary_files_are_noticed():
    assert strays(OLD | {"specs/.1.new.partial": b""}) == ["specs/.1.new.partial"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process")
def test_processes_that_still_run_are_ended():
    known = set(children())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        end_processes(known)
        assert children() == known
        process.returncode = 0  # it has been waited for


def test_signals_that_end_a_process_unwind_it(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    with pytest.raises(SystemExit) as ended:
        end(signal.SIGTERM, None)
    assert ended.value.code == 143
