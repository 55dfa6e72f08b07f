"""What others run in CI: the action, the Azure steps and the hooks hold commands that do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import pytest
import yaml
from tests.yaml_files import yaml_value

from connectorsmith.cli._group import verbs
from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.rule import PROFILES
from connectorsmith.lint.package_suppressions import read_lint_file
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ACTION = yaml_value(ROOT / ".github/actions/lint/action.yml")
AZURE = yaml_value(ROOT / ".azure/lint.yml")
HOOKS = yaml_value(ROOT / ".pre-commit-hooks.yaml")
PROGRAMS = Path(sys.executable).parent
"""Where scripts find the command line."""
WRONG = 'host: shop.example\npolicies: [{template: setheadr, section: Request, name: "a", value: b}]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without findings, and its packages."""
    folder = tmp_path_factory.mktemp("built") / "ws"
    apply(plan_init(folder))
    assert shell("connectorsmith build", folder).returncode == 0
    return folder


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "ws"))


def commit_all(folder: Path) -> None:
    """Make a repository of a folder, with all that is in it committed on the branch main."""
    git = "git -c user.name=a -c user.email=a@example.com -c commit.gpgsign=false"
    ended = shell(f"git init -q -b main && git add -A && {git} commit -q -m first", folder)
    assert ended.returncode == 0, ended.stderr


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the services do: bash, and stop at the first command that fails."""
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    given = {**os.environ, "PATH": path, "PYTHONUTF8": "1", **environment}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


def action_step(name: str) -> str:
    return next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == name)


def azure_step(
    name: str, folder: Path, template: dict[str, Any] = AZURE, **parameters: str
) -> subprocess.CompletedProcess[str]:
    """What a step of Azure Pipelines does; the parameters reach its script through the environment."""
    step = next(one for one in template["steps"] if one.get("displayName") == name)
    assert "${{" not in step["bash"], "a parameter in a script could bring its own commands"
    values = {one["name"]: one.get("default", "") for one in template["parameters"]} | parameters
    given = {key: re.sub(r"\$\{\{ parameters\.(\w+) \}\}", lambda match: values[match[1]], text)
             for key, text in step["env"].items()}  # fmt: skip
    return shell(step["bash"], folder, **given)


def variables(**inputs: str) -> dict[str, str]:
    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    return {
        "WORKSPACE": values["workspace"],
        "PATHS": values["paths"],
        "PROFILE": values["profile"],
        "FAIL_ON": values["fail-on"],
        "BASELINE": values["baseline"],
    }


def test_each_input_reaches_a_step_through_the_environment():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script could bring its own commands"
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert [one for one in ACTION["inputs"].values() if not one["description"]] == []


def test_action_installs_the_commit_it_is_of():
    script = action_step("Install connectorsmith")
    folder = re.search(r'"\$ACTION(/[./]+)"', script)
    assert folder is not None
    assert (ROOT / ".github/actions/lint" / folder[1].lstrip("/")).resolve() == ROOT


@pytest.mark.parametrize("inputs", [{}, {"paths": "library connectors/library", "profile": "certified"}])
def test_action_on_a_clean_workspace(inputs, workspace):
    given = variables(**inputs)
    assert shell(action_step("Write SARIF"), workspace, **given).returncode == 0
    report = json.loads((workspace / "connectorsmith.sarif").read_text("utf-8"))
    assert [one for one in report["runs"][0]["results"] if one["level"] == "error"] == []
    ended = shell(action_step("Lint"), workspace, **given)
    assert (ended.returncode, ended.stderr, "::error" in ended.stdout) == (0, "", False)


def test_action_on_names_with_blanks(workspace):
    other = workspace / "other connectors" / "the [shop] *"
    other.mkdir(parents=True)
    (other / "apiDefinition.swagger.json").write_text("{}", "utf-8")
    ended = shell(action_step("Lint"), workspace, **variables(paths="library\nother connectors/the [shop] *\n"))
    assert (ended.returncode, ended.stderr) == (3, "")
    assert "::error file=other connectors/the [shop] */apiDefinition.swagger.json,line=1," in ended.stdout
    assert shell(action_step("Write SARIF"), workspace, **variables(paths="other connectors\n")).returncode == 0


def test_action_on_a_workspace_with_an_error(workspace):
    (workspace / "specs" / "shop.yaml").write_text(WRONG, "utf-8")
    assert shell(action_step("Write SARIF"), workspace, **variables()).returncode == 0
    assert "policy-with-unknown-template" in (workspace / "connectorsmith.sarif").read_text("utf-8")
    ended = shell(action_step("Lint"), workspace, **variables())
    assert ended.returncode == 3
    assert "::error file=specs/shop.yaml,line=2,col=13," in ended.stdout


def test_action_with_a_baseline(workspace):
    (workspace / "specs" / "shop.yaml").write_text(WRONG, "utf-8")
    assert shell("connectorsmith lint --write-baseline known.json", workspace).returncode == 0
    ended = shell(action_step("Lint"), workspace, **variables(baseline="known.json", **{"fail-on": "info"}))
    assert (ended.returncode, ended.stdout) == (0, "")


def test_action_whose_tool_cannot_work(workspace):
    for name, code in (("Write SARIF", 1), ("Lint", 2)):
        assert shell(action_step(name), workspace, **variables(paths="nowhere")).returncode == code


def test_azure_parameters_are_those_of_the_command():
    values = {one["name"]: set(one.get("values", ())) for one in AZURE["parameters"]}
    known = {"profile": PROFILES | {""}, "failOn": {"", *(one.word for one in Severity)}}
    assert values == {"source": set(), "workspace": set(), "paths": set()} | known


def test_azure_steps(workspace):
    assert azure_step("Write the report", workspace).returncode == 0
    assert azure_step("Lint", workspace).returncode == 0
    (workspace / "specs" / "shop.yaml").write_text(WRONG, "utf-8")
    assert azure_step("Write the report", workspace).returncode == 0
    failed = ElementTree.parse(workspace / "connectorsmith.xml").iter("failure")
    assert "policy-with-unknown-template" in {one.attrib["type"] for one in failed}
    ended = azure_step("Lint", workspace, paths="specs/shop.yaml", failOn="info")
    assert ended.returncode == 3
    assert "##vso[task.logissue type=error;sourcepath=specs/shop.yaml;linenumber=2;" in ended.stdout
    assert azure_step("Write the report", workspace, paths="nowhere").returncode == 1


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook(hook, workspace):
    commit_all(workspace)
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    ended = shell(hook["entry"], workspace)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    verb = shlex.split(hook["entry"])[1]
    assert verb in verbs.list_commands(click.Context(verbs))
    assert re.search(hook["files"], "specs/library/connector.yaml")
    assert re.search(hook["files"], "power/definitions/library/connector.yaml"), "specs may be anywhere"
    assert not re.search(hook["files"], "docs/specs/x.md")


def shown(kind: str) -> list[Any]:
    """The YAML that the README shows, read, where it is about a service."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [value for block in blocks if kind in block for value in [yaml.safe_load(block)]]


def test_readme_shows_the_action_with_inputs_it_has():
    (workflow,) = shown("actions/lint")
    *_, tool, step, check = workflow["jobs"]["lint"]["steps"]
    assert check == {"uses": f"./{tool['with']['path']}/.github/actions/check"}
    assert step["uses"] == f"./{tool['with']['path']}/.github/actions/lint"
    assert tool["with"]["path"].startswith("."), "the packages of the copy would be found as well"
    assert "OWNER" not in README
    assert set(step.get("with", {})) <= set(ACTION["inputs"])
    assert workflow["jobs"]["lint"]["permissions"]["security-events"] == "write"


def test_readme_shows_the_azure_template_with_parameters_it_has():
    (pipeline,) = shown(".azure/lint.yml")
    (template,) = [one for one in pipeline["steps"] if one.get("template", "").startswith(".azure/lint.yml")]
    assert set(template["parameters"]) <= {one["name"] for one in AZURE["parameters"]}


@pytest.mark.parametrize("template", ["lint", "check", "changes"])
def test_azure_template_installs_what_its_user_names(template, tmp_path):
    """Nothing is installed by its name alone: a package of that name in a public index may be another's."""
    pipeline = yaml_value(ROOT / f".azure/{template}.yml")
    assert "default" not in next(one for one in pipeline["parameters"] if one["name"] == "source")
    (install,) = [step for step in pipeline["steps"] if "pip install" in step.get("bash", "")]
    assert install["bash"].split()[-1] == '"$SOURCE"'
    command = "python -m pip install --quiet --disable-pip-version-check"
    script = install["bash"].replace(command, "echo installed")
    assert script != install["bash"]
    outcomes = {source: _installed(script, tmp_path, source) for source in (*SOURCES, *REFUSED)}
    assert outcomes == {**dict.fromkeys(SOURCES, 0), **dict.fromkeys(REFUSED, 1)}
    assert _installed(script, tmp_path, "connectorsmith==1.2.0", PIP_INDEX_URL="https://feed.example/simple") == 0
    assert install["env"] == {"SOURCE": "${{ parameters.source }}"}


SOURCES = (
    "git+https://git.example/connectorsmith@0123abc",
    "./tool",
    "../tool",
    "dist/connectorsmith-1.2.0-py3-none-any.whl",
)
REFUSED = ("connectorsmith", "connectorsmith>=1", "connectorsmith==1.2.0", "tool", "", "connectorsmith[gateway]")


def _installed(script: str, folder: Path, source: str, **variables: str) -> int:
    """The exit code of the step that installs, without its installation."""
    return shell(script, folder, **{"SOURCE": source, "PIP_INDEX_URL": "", **variables}).returncode


def test_readme_names_no_version_that_may_not_exist():
    """A tag is made with a release; what is shown before it is a placeholder."""
    (config,) = shown("repos:")
    assert config["repos"][0] | {"hooks": []} == {"repo": "ADDRESS", "rev": "REV", "hooks": []}


def test_readme_shows_every_hook():
    (config,) = shown("repos:")
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def test_readme_shows_a_lint_file_that_can_be_read(tmp_path):
    (block,) = [one for one in re.findall(r"^```toml\n(.*?)^```$", README, re.M | re.S) if "lint.packages" in one]
    file = tmp_path / "connectorsmith.toml"
    file.write_text(block, "utf-8")
    read = read_lint_file(file)
    assert (len(read.suppressions), read.diagnostics) == (1, ())
