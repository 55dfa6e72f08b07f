"""A command that a signal ends, and the one after it: whole files, the right exit code, and one line that says so."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from tests.atomicity.os_calls import Killed, dying, interposed
from tests.atomicity.trees import tree

from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

IMPATIENT = """
from connectorsmith.workspace import locking
from connectorsmith.cli import main
locking._PATIENCE = 0.0
main()
"""


@pytest.fixture
def workspace(tmp_path):
    apply(plan_init(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def usual_signals():
    """A child inherits which signals are ignored, as SIGHUP is under nohup."""
    ignored = [one for one in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(one) == signal.SIG_IGN]
    for one in ignored:
        signal.signal(one, signal.SIG_DFL)
    yield
    for one in ignored:
        signal.signal(one, signal.SIG_IGN)


def connectorsmith(*arguments, cwd, **options):
    return subprocess.Popen(
        [sys.executable, "-c", IMPATIENT, *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.mark.parametrize(
    ("name", "code", "output"), [("SIGTERM", 143, ""), ("SIGHUP", 129, ""), ("SIGINT", 1, "Aborted!\n")]
)
def test_a_signal_ends_a_run_that_waits(workspace, name, code, output):
    before = tree(workspace)
    with exclusive(workspace), connectorsmith("build", cwd=workspace) as process:
        note = process.stderr.readline()
        process.send_signal(getattr(signal, name))
        try:
            out, err = process.communicate(timeout=600)
        finally:
            process.kill()  # a run that waits on would keep the test waiting too
    assert note == f"note: waiting for another run of connectorsmith that writes to {workspace}\n"
    assert (process.returncode, out, err.strip()) == (code, "", output.strip())
    assert tree(workspace) == before


@pytest.mark.parametrize("verb", [["list"], ["build"], ["fmt", "specs"], ["validate", "specs/library"]], ids=" ".join)
def test_the_next_run_says_what_it_has_put_right(workspace, verb):
    before = tree(workspace)
    files = [*workspace.rglob("*.yaml")]
    with interposed(dying(20, "before")), pytest.raises(Killed):
        apply([FileChange(file, file.read_bytes(), b"half a") for file in files])
    with connectorsmith(*verb, cwd=workspace) as process:
        _, err = process.communicate()
    note = f"note: an interrupted run was undone: {len(files)} files in {workspace}\n"
    assert (process.returncode, err) == (0, note)
    left = tree(workspace)
    assert {name: left[name] for name in before} == before
    assert not [name for name in left if ".partial" in name]
