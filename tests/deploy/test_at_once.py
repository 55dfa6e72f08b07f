"""Two deployments of one connector at once: one waits in one workspace, and two workspaces agree on one connector."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from tests.loopback.services import step_of

from connectorsmith.platform.deploy import DeployResult, deploy
from connectorsmith.platform.release import open_release
from connectorsmith.workspace import locking
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

PLACE = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n"
SECONDS = 60


@pytest.fixture
def paconn(forked):
    """The locks are in our processes, whatever paconn is started as."""
    return forked


@pytest.fixture
def workspace(cloud):
    folder = cloud.root / "one"
    apply(plan_init(folder))
    (folder / "specs" / "library" / "environments.yaml").write_text(PLACE)
    cloud.patch.chdir(folder)
    return folder


def deploy_from(workspace, say) -> DeployResult:
    release = open_release("library", "test", workspace)
    assert release.deployment is not None
    return deploy(release, release.deployment, None, say, downloaded=lambda _: None)


def at_creation(cloud, act):
    """Have something done when the first creation is asked for, before the services answer."""
    answer = cloud.services.answer

    def first(request):
        if step_of(request) == "create":
            cloud.services.answer = answer
            act()
        return answer(request)

    cloud.services.answer = first


def test_second_of_a_workspace_waits_and_updates(workspace, cloud):
    cloud.patch.setattr(locking, "_PATIENCE", 0.0)
    lines, waits, others = [], Event(), []

    def hear(note):
        lines.append(note)
        waits.set()

    with ThreadPoolExecutor(1) as pool:

        def start_another():
            others.append(pool.submit(deploy_from, workspace, hear))
            assert waits.wait(SECONDS)

        at_creation(cloud, start_another)
        code, _, err = cloud.run("deploy", "library", "--environment", "test")
        ended = others[0].result(SECONDS)
    (known,) = cloud.services.connectors
    assert (code, err, ended) == (0, "", DeployResult(known))
    assert lines[0] == "waiting for another deployment of library to 3fa85f64-5717-4562-b3fc-2c963f66afa6"
    assert f"updated {known}" in lines
    assert not (workspace / ".connectorsmith").exists()


def test_two_workspaces_keep_the_older_of_two_connectors(workspace, cloud):
    """No lock spans two machines: both have looked, and found none of that name, before either creates one."""
    other = cloud.root / "other"
    shutil.copytree(workspace, other)
    others = []
    with ThreadPoolExecutor(1) as pool:
        at_creation(cloud, lambda: others.append(pool.submit(deploy_from, other, lambda note: None).result(SECONDS)))
        code, out, err = cloud.run("deploy", "library", "--environment", "test")
    older, newer = cloud.services.connectors
    assert others == [DeployResult(older)]
    assert (code, err) == (3, "")
    assert out.splitlines()[2:] == [
        f"created {newer}",
        "2 connectors are named Town Library: another deployment made one at the same time",
        f"  kept, the oldest, in environments.yaml: {older}",
        "  delete in the portal, or with PowerShell: Remove-AdminPowerAppConnector"
        f" -EnvironmentName 3fa85f64-5717-4562-b3fc-2c963f66afa6 -ConnectorName {newer}",
        f"  deploy again: {older} is what the other deployment has sent",
    ]
    kept = PLACE.replace("}", f", connector: {older}}}")
    assert [(one / "specs/library/environments.yaml").read_text() for one in (workspace, other)] == [kept, kept]
