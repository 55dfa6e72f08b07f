"""The action and the Azure steps that compare connectors with the base branch: their commands do what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests import test_ci
from tests.test_ci import commit_all, shell, shown
from tests.yaml_files import yaml_value

from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[1]
ACTION = yaml_value(ROOT / ".github/actions/changes/action.yml")
AZURE = yaml_value(ROOT / ".azure/changes.yml")
LEVELS = ["breaking", "warning", "info"]


@pytest.fixture(autouse=True)
def _forked(forked_programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts run copies of a process; those of test_ci.py start the command line anew."""
    monkeypatch.setattr(test_ci, "PROGRAMS", forked_programs)


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A workspace on a branch of a pull request, on which the connector lacks an operation that main has."""
    folder = tmp_path / "ws"
    apply(plan_init(folder))
    commit_all(folder)
    assert shell("git update-ref refs/remotes/origin/main main && git switch -q -c topic", folder).returncode == 0
    file = next((folder / "specs" / "library").glob("*.yaml"))
    text = file.read_text("utf-8")
    call = re.search(r"    call: (\w+) ", text)
    assert call is not None
    other = "POST" if call[1] == "GET" else "GET"
    file.write_text(text[: call.start(1)] + other + text[call.end(1) :], "utf-8")
    return folder


def step(name: str) -> str:
    return next(one["run"] for one in ACTION["runs"]["steps"] if one.get("name") == name)


def variables(folder: Path, **inputs: str) -> dict[str, str]:
    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    names = {"WORKSPACE": "workspace", "CONNECTOR": "connector", "BASE": "base", "FAIL_ON": "fail-on"}
    given = {variable: values[name] for variable, name in names.items()}
    return given | {"GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_BASE_REF": "main"}


def azure(name: str, folder: Path, target: str = "refs/heads/main", **parameters: str) -> CompletedProcess[str]:
    """What a step of Azure Pipelines does; the parameters reach its script through the environment."""
    known = next(one for one in AZURE["steps"] if one.get("displayName") == name)
    values = {one["name"]: one.get("default", "") for one in AZURE["parameters"]} | parameters
    given = {key: re.sub(r"\$\{\{ parameters\.(\w+) \}\}", lambda match: values[match[1]], text)
             for key, text in known["env"].items()}  # fmt: skip
    return shell(known["bash"], folder, **given, SYSTEM_PULLREQUEST_TARGETBRANCH=target)


def test_each_input_reaches_a_step_through_the_environment():
    for one in ACTION["runs"]["steps"]:
        assert "${{" not in one.get("run", ""), "an input in a script could bring its own commands"
    assert set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))) == set(ACTION["inputs"])
    for one in AZURE["steps"]:
        assert "${{" not in one.get("bash", ""), "a parameter in a script could bring its own commands"
    used = set(re.findall(r"parameters\.(\w+)", json.dumps(AZURE["steps"])))
    assert used == {one["name"] for one in AZURE["parameters"]}


@pytest.mark.parametrize("inputs", [{}, {"connector": "library"}, {"base": "main"}])
def test_action(inputs, pull_request):
    given = variables(pull_request, **inputs)
    assert shell(step("Write the summary"), pull_request, **given).returncode == 0
    assert "method-changed" in (pull_request / "summary.md").read_text("utf-8")
    ended = shell(step("Compare"), pull_request, **given)
    assert ended.returncode == 3
    assert re.search(r"^::error file=specs/library/\w+\.yaml,line=\d+,", ended.stdout, re.MULTILINE)


def test_action_without_changes(pull_request):
    assert shell("git checkout -q -- .", pull_request).returncode == 0
    given = variables(pull_request)
    assert shell(step("Write the summary"), pull_request, **given).returncode == 0
    assert (pull_request / "summary.md").read_text("utf-8") == "No findings.\n"
    ended = shell(step("Compare"), pull_request, **given)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_action_whose_tool_cannot_work(pull_request):
    for name in ("Write the summary", "Compare"):
        assert shell(step(name), pull_request, **variables(pull_request, base="nowhere")).returncode == 1


def test_azure_steps(pull_request):
    assert {one["name"]: one.get("values") for one in AZURE["parameters"]} == {
        "source": None,
        "workspace": None,
        "connector": None,
        "base": None,
        "failOn": ["", *LEVELS],
    }
    ended = azure("Write the summary", pull_request)
    assert ended.returncode == 0
    assert ended.stdout == f"##vso[task.uploadsummary]{pull_request}/connectorsmith-changes.md\n"
    assert "method-changed" in (pull_request / "connectorsmith-changes.md").read_text("utf-8")
    ended = azure("Compare", pull_request, connector="library")
    assert ended.returncode == 3
    assert "##vso[task.logissue type=error;sourcepath=specs/library/" in ended.stdout
    assert azure("Compare", pull_request, target="").returncode == 3
    assert azure("Compare", pull_request, target="refs/heads/nowhere").returncode == 1
    assert azure("Compare", pull_request, base="nowhere").returncode == 1


def test_readme_shows_both():
    (workflow,) = shown("actions/changes")
    checkout, _, compare = workflow["jobs"]["changes"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert compare["uses"].endswith("/.github/actions/changes")
    (pipeline,) = shown(".azure/changes.yml")
    (template,) = [one for one in pipeline["steps"] if one.get("template") == ".azure/changes.yml"]
    assert set(template["parameters"]) <= {one["name"] for one in AZURE["parameters"]}
