"""Faults on the way, and changes made in the portal: tests/cases/deploy/<case>.yaml.

Each step of a case is a command, a change in the portal, or both, with the faults of the services that it meets. Where
``held`` is true, the platform holds the connector orders already, as it was deployed. The expected file has all output,
the calls by name, and afterwards the environments file and the connectors on the platform.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.loopback.services import Fault
from tests.yaml_files import yaml_value

from connectorsmith.platform.environments_file import remember
from connectorsmith.platform.release import open_release

CASES = Path(__file__).parents[1] / "cases" / "deploy"
ORDERS = CASES / "orders"


@pytest.fixture
def paconn(forked):
    """The cases run paconn about two hundred times."""
    return forked


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_case(case, cloud, expect):
    wanted = yaml_value(case)
    for file in ORDERS.rglob("*.*"):
        cloud.write(f"specs/orders/{file.relative_to(ORDERS).as_posix()}", file.read_text("utf-8"))
    shutil.copytree(CASES / "recorded", cloud.root / "recorded")
    for path, text in wanted.get("files", {}).items():
        cloud.write(path, text)
    for path, text in wanted.get("home", {}).items():
        (cloud.home / path).write_text(text, "utf-8")
    for name, value in wanted.get("variables", {}).items():
        cloud.patch.setenv(name, value.replace("HOME", str(cloud.home)).replace("PROXY", cloud.proxy.place))
    if wanted.get("held"):
        hold_orders(cloud)
    lines = "".join(_step(step, cloud) for step in wanted["steps"])
    lines += f"environments.yaml:\n{_indented(cloud.deployments('orders'))}"
    titles = [f"{name}: {held['displayName']}" for name, held in cloud.services.connectors.items()]
    lines += f"on the platform:\n{_indented(''.join(f'{title}{chr(10)}' for title in titles))}"
    lines = lines.replace(str(cloud.root), "ROOT").replace(str(cloud.home), "HOME")
    expect(case.with_suffix(".expected"), lines.replace(os.environ["CONNECTORSMITH_PACONN"], "PACONN"))
    assert not list(cloud.root.rglob("*.partial"))
    given = {path for path, text in wanted.get("files", {}).items() if "hunter2" in text}
    files = (file for file in (cloud.root / "specs").rglob("*.*") if b"hunter2" in file.read_bytes())
    assert {file.relative_to(cloud.root).as_posix() for file in files} <= given


def hold_orders(cloud) -> None:
    release = open_release("orders", "test", cloud.root)
    assert release.deployment is not None
    known = cloud.services.hold(release.files)
    remember(release.deployments, replace(release.deployment, connector=known))


def _step(step: dict[str, Any], cloud) -> str:
    if "edit" in step:
        cloud.services.edit(step["edit"])
    if "token" in step:
        (cloud.home / ".paconn" / "accessTokens.json").write_text(step["token"])
    if "remove" in step:
        (cloud.root / step["remove"]).unlink()
    if "show" in step:
        return f"{step['show']}:\n{_indented((cloud.root / step['show']).read_text('utf-8'))}\n"
    if "run" not in step:
        return ""
    cloud.services.faults = [Fault(**fault) for fault in step.get("faults", ())]
    cloud.services.calls.clear()
    code, out, err = cloud.run(*step["run"])
    assert all(fault.times == 0 for fault in cloud.services.faults), "a fault was not met"
    assert "hunter2" not in f"{out}{err}"  # which is every secret of a case
    errors = "".join(f"! {line}\n" for line in err.splitlines())
    calls = cloud.services.transcript or "none"
    return f"$ connectorsmith {' '.join(step['run'])}\n{out}{errors}= {code}, calls: {calls}\n\n"


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines()) or "  nothing\n"
