"""What doctor finds on a machine and in a workspace, and the cure it gives on each operating system."""

from __future__ import annotations

import json
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
from tests.changes.repository import git

from connectorsmith.custom_code.mono import find_mono
from connectorsmith.diagnostics.install_hints import SYSTEMS, install_hint
from connectorsmith.doctor.check import CheckState
from connectorsmith.doctor.machine import machine_checks, python_check

ROOT = Path(__file__).parents[3]
HINTS = json.loads((files("connectorsmith.diagnostics") / "install_hints.json").read_text("utf-8"))


def found(run, *arguments: str) -> dict[str, dict[str, str | None]]:
    return {check["name"]: check for check in json.loads(run("doctor", *arguments, "--format", "json").out)}


@pytest.mark.parametrize(
    ("running", "state", "words"),
    [
        ((3, 10), CheckState.MISSING, "Python 3.10 is older than 3.11"),
        ((3, 11), CheckState.OK, "Python 3.11"),
        ((3, 14), CheckState.OK, "Python 3.14"),
        ((3, 15), CheckState.OK, "Python 3.15, newer than 3.14, the newest that is tested"),
    ],
)
def test_python(running, state, words):
    check = python_check(running)
    assert check.state == state
    assert check.found.startswith(words)


def test_bounds_are_those_of_the_package():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'requires-python = ">=3.11"' in text
    assert "Python :: 3.14" in text
    assert "Python :: 3.15" not in text


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
@pytest.mark.parametrize("program", HINTS)
def test_every_program_has_a_hint_on_every_system(program, system):
    assert install_hint(program, system)


@pytest.mark.parametrize(("platform", "word"), [("linux", "apt-get"), ("darwin", "brew"), ("win32", "wsl")])
def test_hint_is_for_the_system_that_runs(platform, word, monkeypatch):
    monkeypatch.setattr("sys.platform", platform)
    assert word in install_hint("mono")
    assert {*SYSTEMS.values()} == {"macos", "windows"}


def test_tests_install_the_packages_of_the_hint():
    script = (ROOT / "tests" / "install-mono").read_text("utf-8")
    packages = script.partition('packages="')[2].partition('"')[0].split()
    assert shlex.split(install_hint("mono", "linux"))[3:] == packages


def test_programs_that_a_connector_needs_are_missing(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_: None)
    monkeypatch.delenv("CONNECTORSMITH_PACONN", raising=False)
    monkeypatch.setattr("connectorsmith.doctor.machine.find_mono", find_mono.__wrapped__)
    states = {check.name: check.state for check in machine_checks(scripts=True, deployed=True)}
    assert (states["mono"], states["paconn"], states["git"]) == (
        CheckState.MISSING,
        CheckState.MISSING,
        CheckState.ABSENT,
    )
    states = {check.name: check.state for check in machine_checks(scripts=False, deployed=False)}
    assert (states["mono"], states["paconn"]) == (CheckState.ABSENT, CheckState.ABSENT)


def test_workspace_of_init_is_sound(root, run):
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert "ok          specs" in " ".join(out.splitlines())


def test_schema_of_another_version_is_found(root, run):
    (root / "specs" / ".language.schema.json").write_text("{}", "utf-8")
    check = found(run)["editor schema"]
    assert (check["state"], check["found"]) == ("missing", "specs/.language.schema.json is of another version")
    (root / "specs" / ".language.schema.json").write_text(run("schema").out, "utf-8")
    assert found(run)["editor schema"]["state"] == "ok"
    (root / "specs" / ".language.schema.json").unlink()
    assert found(run)["editor schema"]["state"] == "not needed"


def test_broken_spec_is_found(root, run):
    (root / "specs" / "library" / "actions.yaml").write_text("actions: [", "utf-8")
    assert run("doctor").code == 3
    assert found(run)["specs"] == {
        "name": "specs", "state": "missing", "found": "errors in library", "cure": "connectorsmith validate",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        (None, "not needed", "does not say which environment of the platform test is"),
        ("test: {environment: nowhere}\n", "missing", '"nowhere" is not an environment of the platform'),
        ("other: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n", "missing", "does not say which environment"),
        ("test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n", "ok", "not deployed yet"),
    ],
)
def test_environments(text, state, words, root, run):
    connector = root / "specs" / "library" / "connector.yaml"
    connector.write_text(connector.read_text("utf-8") + "environments:\n  test:\n    titleSuffix: ' (test)'\n", "utf-8")
    if text is not None:
        (root / "specs" / "library" / "environments.yaml").write_text(text, "utf-8")
    check = found(run)["environment library/test"]
    assert check["state"] == state
    assert words in str(check["found"])


def test_connections_that_git_would_commit_are_found(root, run):
    assert ".gitignore" not in found(run)
    git("init", "-q", str(root))
    (root / ".gitignore").write_text("dist/\n", "utf-8")
    check = found(run)[".gitignore"]
    assert (check["state"], check["cure"]) == (
        "missing",
        "add to .gitignore: .connectorsmith/connections.yaml .connectorsmith/gateway.sqlite*",
    )


def test_outside_of_a_workspace_the_machine_is_checked(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert {"python", "gateway", "mono", "paconn", "git", "browser"} == found(run).keys()
