"""Hooks, actions and templates for workspaces below the top of a repository: one in a subfolder, and several."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from tests import test_ci
from tests.test_ci import ACTION, AZURE, HOOKS, ROOT, WRONG, azure_step, commit_all, shell, variables
from tests.yaml_files import yaml_value

from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

CHECK = yaml_value(ROOT / ".github/actions/check/action.yml")
AZURE_CHECK = yaml_value(ROOT / ".azure/check.yml")
STEPS = {"Check the form": "not formatted", "Check the packages": "stale: ", "Run the cases": "answer-differs"}
"""The steps of both checks, and what each says where something is wrong."""
SEVERAL = 'workspaces = ["sales", "finance"]\n'


@pytest.fixture(autouse=True)
def _forked(forked_programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts run copies of a process; those of test_ci.py start the command line anew."""
    monkeypatch.setattr(test_ci, "PROGRAMS", forked_programs)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two workspaces in folders, committed."""
    top = tmp_path_factory.mktemp("made") / "top"
    for name in ("sales", "finance"):
        apply(plan_init(top / name))
    (top / "connectorsmith.toml").write_text(SEVERAL, "utf-8")
    assert shell("connectorsmith build", top).returncode == 0
    commit_all(top)
    return top


@pytest.fixture
def repository(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "top"))


def spoil(workspace: Path) -> None:
    """Make a spec that is not formatted, a package that is stale, a case that fails, and a change that breaks flows."""
    for file in (workspace / "specs" / "library").glob("*.yaml"):
        text = file.read_text("utf-8").replace("call: GET /books\n", 'call: "GET /all-books"\n')
        file.write_text(text, "utf-8")
    for file in (workspace / "specs" / "library" / "tests").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("Moby-Dick}}", "Moby}}"), "utf-8")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize("place", ["subfolder", "several"])
def test_hook(hook, place, repository):
    arguments = ["--workspace", "sales"] if place == "subfolder" else []
    if place == "subfolder":
        (repository / "connectorsmith.toml").unlink()
    entry = shlex.join([*shlex.split(hook["entry"]), *arguments])
    ended = shell(entry, repository)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    spoil(repository / ("sales" if arguments else "finance"))
    if hook["id"] == "connectorsmith-lint":
        (repository / ("sales" if arguments else "finance") / "specs" / "shop.yaml").write_text(WRONG, "utf-8")
    ended = shell(entry, repository)
    if hook["id"] == "connectorsmith-fmt":  # it writes, and pre-commit sees that files have changed
        assert (ended.returncode, "changed   " in ended.stdout) == (0, True)
    else:
        assert ended.returncode == 3, ended.stdout + ended.stderr


@pytest.mark.parametrize("name", STEPS)
def test_check(name, repository):
    (script,) = [step["run"] for step in CHECK["runs"]["steps"] if step.get("name") == name]
    for folder in ("", "sales"):
        assert shell(script, repository, WORKSPACE=folder).returncode == 0
    assert azure_step(name, repository, AZURE_CHECK).returncode == 0
    spoil(repository / "finance")
    ended = shell(script, repository, WORKSPACE="")
    assert (ended.returncode, STEPS[name] in ended.stdout + ended.stderr) == (3, True), ended.stdout + ended.stderr
    assert shell(script, repository, WORKSPACE="sales").returncode == 0
    assert azure_step(name, repository, AZURE_CHECK, workspace="finance").returncode == 3


def test_lint_in_a_folder_names_files_from_the_top(repository):
    (repository / "finance" / "specs" / "shop.yaml").write_text(WRONG, "utf-8")
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Lint")
    for folder in ("", "finance"):
        ended = shell(script, repository, **variables(workspace=folder))
        assert ended.returncode == 3
        assert "::error file=finance/specs/shop.yaml,line=2,col=13," in ended.stdout
        ended = azure_step("Lint", repository, AZURE, workspace=folder or ".")
        assert "sourcepath=finance/specs/shop.yaml;linenumber=2;" in ended.stdout


def test_settings_decide_what_no_input_does(repository):
    (repository / "connectorsmith.toml").write_text(f'{SEVERAL}[lint]\nfail-on = "warning"\n', "utf-8")
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Lint")
    assert shell(script, repository, **variables()).returncode == 3
    assert shell(script, repository, **variables(**{"fail-on": "error"})).returncode == 0
