"""Work on several cores gives what work on one gives, in the same order, and ends when it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from connectorsmith.workspace import parallel
from connectorsmith.workspace.parallel import side_by_side


def third(number: int) -> tuple[int, int]:
    """The number and the process that looked at it; every seventh takes its time, and 100 is refused."""
    if number % 7 == 0:
        time.sleep(0.01)
    if number == 100:
        raise ValueError(number)
    return number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 90])
def test_in_order_and_each_once(jobs, count):
    assert [number for number, _ in side_by_side(third, range(count), jobs)] == [*range(count)]


def process(meeting: Path) -> int:
    """The process that does this, once two others do too: each leaves its number in a folder and looks for theirs."""
    (meeting / str(os.getpid())).touch()
    for _ in range(60_000):
        if len(os.listdir(meeting)) >= 3:  # noqa: PTH208
            break
        time.sleep(0.01)
    return os.getpid()


def test_so_many_processes_work(tmp_path):
    processes = {*side_by_side(process, [tmp_path] * 30, 3)}
    assert len(processes - {os.getpid()}) == 3


@pytest.mark.parametrize(("system", "expected"), [("win32", 61), ("linux", 96)])
def test_windows_has_a_limit_of_processes(system, expected, monkeypatch):
    """A pool of more raises ValueError there; here the pool is replaced by one that says how many it is asked for."""

    def pool(jobs: int, **_: object) -> None:
        raise LookupError(jobs)

    monkeypatch.setattr(parallel, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", pool)
    with pytest.raises(LookupError, match=str(expected)):
        list(side_by_side(third, range(200), 96))


@pytest.mark.parametrize("first", [100, 99, 98, 97, 10], ids=lambda first: f"after {100 - first}")
def test_what_is_raised_is_raised_in_its_turn(first):
    given = side_by_side(third, range(first, 200), 2)
    assert [next(given)[0] for _ in range(first, 100)] == [*range(first, 100)]
    with pytest.raises(ValueError, match="100"):
        next(given)


class Counted(list[int]):
    """Things that count how many were taken."""

    taken = 0

    def __getitem__(self, part):
        some = super().__getitem__(part)
        self.taken += len(some)
        return some


def test_only_few_are_taken_ahead():
    things = Counted(range(500))
    given = side_by_side(third, things, 2)
    assert next(given)[0] == 0
    assert 8 <= things.taken <= 2 * 8 * 4 + 4
    given.close()


ENDLESS = """
import time
from connectorsmith.workspace.parallel import side_by_side
try:
    for _ in side_by_side(time.sleep, [0.02] * 10**5, 3):
        print("one", flush=True)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes of Windows have no group to look for")
def test_no_process_outlives_one_that_was_killed():
    options = {"stdout": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen([sys.executable, "-c", ENDLESS], **options) as process:
        assert process.stdout.readline() == b"one\n"
        process.kill()
        assert process.stdout.read().replace(b"one\n", b"") == b""  # ends when the last process has closed its output


@pytest.mark.parametrize("group", [True, False], ids=["all processes", "the first alone"])
def test_interruption_ends_all_processes(group):
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen([sys.executable, "-c", ENDLESS], **options) as process:
        assert process.stdout.readline() == "one\n"
        (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
        out, output = process.communicate(timeout=600)
    assert (process.returncode, out.splitlines()[-1], output) == (0, "interrupted", "")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
