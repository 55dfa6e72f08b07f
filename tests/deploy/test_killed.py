"""A deployment that is killed after the connector was made and before its id was kept: the next one finds it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

PLACE = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n"


def test_next_run_finds_the_connector_by_its_name(cloud):
    apply(plan_init(cloud.root / "new"))
    cloud.patch.chdir(cloud.root / "new")
    cloud.write("new/specs/library/environments.yaml", PLACE)
    command = [sys.executable, "-m", "connectorsmith", "deploy", "library", "--environment", "test"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    left = {"TMPDIR": str(cloud.home)}  # what a killed process leaves behind
    process = subprocess.Popen(command, **pipes, env={**os.environ, **left}, start_new_session=True)
    create = cloud.services.create

    def create_and_kill(request):
        made = create(request)
        os.killpg(process.pid, signal.SIGKILL)
        return made

    cloud.services.create = create_and_kill
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (-signal.SIGKILL, b"")
    (known,) = cloud.services.connectors
    file = cloud.root / "new" / "specs" / "library" / "environments.yaml"
    assert file.read_text() == PLACE

    cloud.services.create = create
    code, out, err = cloud.run("deploy", "library", "--environment", "test")
    assert (code, err) == (0, "")
    assert f"found {known} by its name\n" in out
    assert list(cloud.services.connectors) == [known]
    assert file.read_text() == PLACE.replace("}", f", connector: {known}}}")
