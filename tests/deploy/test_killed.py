"""A deployment that is ended while it creates leaves no process and no folder, and the next one finds the connector."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from queue import Queue

import pytest

from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

PLACE = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n"
SECONDS = 60

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when another's child has ended")


@pytest.fixture
def file(cloud):
    """The file of a new workspace in which the id of the connector is to be kept."""
    apply(plan_init(cloud.root / "new"))
    cloud.patch.chdir(cloud.root / "new")
    cloud.write("new/specs/library/environments.yaml", PLACE)
    return cloud.root / "new" / "specs" / "library" / "environments.yaml"


def test_next_run_finds_the_connector_by_its_name(file, cloud):
    assert ended_while_it_creates(signal.SIGKILL, cloud) == (-signal.SIGKILL, "built 7 files of library\nvalidated\n")
    (known,) = cloud.services.connectors
    assert file.read_text() == PLACE

    code, out, err = cloud.run("deploy", "library", "--environment", "test")
    assert (code, err) == (0, "")
    assert f"found {known} by its name\n" in out
    assert list(cloud.services.connectors) == [known]
    assert file.read_text() == PLACE.replace("}", f", connector: {known}}}")


def test_what_is_not_known_is_told(file, cloud):
    code, out = ended_while_it_creates(signal.SIGTERM, cloud)
    assert code == 128 + signal.SIGTERM
    assert out.splitlines()[2:] == [
        "interrupted: Town Library may have been created: deploy again, it looks for Town Library by its name first"
    ]
    assert file.read_text() == PLACE


def ended_while_it_creates(number: int, cloud) -> tuple[int, str]:
    """Deploy, and send a signal to that process alone once the connector is made; returns its code and output.

    The service does not answer before paconn has ended: it has to do so by itself.
    """
    command = [sys.executable, "-m", "connectorsmith", "deploy", "library", "--environment", "test"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, **pipes, env={**os.environ, "TMPDIR": str(cloud.home)})
    create = cloud.services.create
    gone: Queue[bool] = Queue()

    def create_and_end(request):
        made = create(request)
        paconn = os.pidfd_open(only_child(process.pid))
        process.send_signal(number)
        gone.put(bool(select.select([paconn], [], [], SECONDS)[0]))
        os.close(paconn)
        return made

    cloud.services.create = create_and_end
    out, err = process.communicate(timeout=SECONDS)
    cloud.services.create = create
    assert err == ""
    assert gone.get(timeout=SECONDS)
    assert not list(cloud.home.glob("connectorsmith-*"))
    return process.returncode, out


def only_child(process: int) -> int:
    (child,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return int(child)
