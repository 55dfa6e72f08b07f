"""constraints.txt holds all that is installed, within what pyproject.toml allows, and is what CI and the README use."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.yaml_files import yaml_value

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OPTIONAL = PROJECT["project"]["optional-dependencies"]
LINES = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
PINNED = {canonicalize_name(one.name): one.specifier for one in map(Requirement, LINES)}
DECLARED = [
    Requirement(one)
    for group in (PROJECT["build-system"]["requires"], PROJECT["project"]["dependencies"], *OPTIONAL.values())
    for one in group
    if not one.startswith("connectorsmith")
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_every_line_is_one_exact_version():
    assert [line for line in LINES if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [^;]+)?", line)] == []


def test_every_dependency_is_pinned_within_its_range():
    outside = [
        str(one)
        for one in DECLARED
        for pin in [PINNED.get(canonicalize_name(one.name))]
        if pin is None or not one.specifier.contains(next(iter(pin)).version)
    ]
    assert outside == []


def test_dependencies_have_lower_ends_that_can_be_tried():
    needed = [Requirement(one) for one in PROJECT["project"]["dependencies"]]
    assert [str(one) for one in needed if ">=" not in {part.operator for part in one.specifier}] == []


@pytest.mark.parametrize("file", [".ci/run", "README.md"])
def test_installation_uses_the_constraints(file):
    text = (ROOT / file).read_text("utf-8")
    commands = re.findall(r"pip install [^\n]*-e [^\n&]*", text)
    assert len(commands) >= 2
    assert [command for command in commands if "-c constraints.txt" not in command] == []


def test_action_uses_the_constraints():
    steps = yaml_value(ROOT / ".github/actions/lint/action.yml")["runs"]["steps"]
    (install,) = [step["run"] for step in steps if "pip install" in step.get("run", "")]
    assert '--constraint "$ACTION/../../../constraints.txt"' in install


def test_daily_workflow_tries_every_python_that_is_classified():
    workflow = yaml_value(ROOT / ".github/workflows/versions.yml")
    job = workflow["jobs"]["versions"]
    prefix = "Programming Language :: Python :: "
    classified = [one.removeprefix(prefix) for one in PROJECT["project"]["classifiers"] if one.startswith(prefix)]
    assert job["strategy"]["matrix"]["python"] == classified
    assert "schedule" in workflow[True]  # YAML 1.1 reads the key `on` as true


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflow_can_only_read(file):
    assert yaml_value(file)["permissions"] == {"contents": "read"}
