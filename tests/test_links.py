"""Files beyond a link: what is outside of the workspace, or of a package, gets into no output and onto no terminal."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectorsmith.cli._group import verbs
from connectorsmith.errors import ConnectorsmithError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few users of Windows have")
SECRET = "hunter2-of-another-user"
SPEC = """
info: {title: Shop, version: 1.0.0, description: Reads the orders of a shop.}
host: api.example.com
actions:
  ListOrders: {call: GET /orders, summary: List orders, description: Reads all orders., responses: {200: {}}}
"""
PACKAGE = '{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}}'
SPEC_FILES = ("connector.yaml", "readme.md", "icon.png", "script.csx", "settings.json", "script/add.cs")
PACKAGE_FILES = (
    "apiDefinition.swagger.json", "apiProperties.json", "readme.md", "icon.png", "script.csx", "settings.json",
)  # fmt: skip
ON_SPECS = (
    ["validate"], ["lint"], ["build"], ["build", "--check"], ["list"], ["show", "shop"], ["fmt"], ["fmt", "--check"],
    ["package", "shop"], ["package", "shop", "--kind", "zip"], ["lint", "--format", "json"], ["script", "shop"],
    ["plan", "shop", "--environment", "test", "--live", "in"], ["validate", "specs/shop"], ["lint", "specs/shop"],
)  # fmt: skip
ON_PACKAGES = (
    ["import", "in", "--name", "x"], ["import", "in", "--name", "x", "--lenient"], ["lint", "in"],
    ["import", "--verify", "in", "--jobs", "1"], ["plan", "plain", "--environment", "test", "--live", "in"],
    ["pull", "plain", "--environment", "test", "--live", "in"], ["lint", "in", "--format", "sarif"],
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    """A workspace with two specs and a package in it, and a file outside that no verb may read."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text(f'{{"a": "{SECRET}"}}', "utf-8")
    root = tmp_path / "workspace"
    for name in ("shop", "plain"):
        (root / "specs" / name / "script").mkdir(parents=True)
        (root / "specs" / name / "connector.yaml").write_text(SPEC, "utf-8")
    (root / "in").mkdir()
    (root / "in" / "apiDefinition.swagger.json").write_text(PACKAGE, "utf-8")
    (root / "in" / "apiProperties.json").write_text('{"properties": {"connectionParameters": {}}}', "utf-8")
    monkeypatch.chdir(root)
    return root


def call(arguments: list[str]) -> tuple[int, str]:
    """The exit code of a verb, and what it says on both streams."""
    try:
        ran = CliRunner().invoke(verbs, arguments, catch_exceptions=False)
    except ConnectorsmithError as fault:
        return fault.exit_code, f"{fault.message} {fault.hint}"
    return ran.exit_code, ran.output


def written(root: Path) -> str:
    """Everything in the files of a workspace that are not links."""
    files = (Path(folder) / name for folder, _, names in os.walk(root) for name in names)
    return "".join(file.read_bytes().decode("latin-1") for file in files if not file.is_symlink())


def link(place: Path, target: str) -> None:
    place.unlink(missing_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize("name", SPEC_FILES)
def test_link_out_of_a_workspace(workspace, name):
    place = workspace / "specs" / "shop" / name
    link(place, str(workspace.parent / "outside" / "secret"))
    refusal = f"{place.name} is reached by a link that leads out of the workspace"
    for arguments in ON_SPECS:
        code, output = call(arguments)
        assert SECRET not in output
        assert SECRET not in written(workspace)
        if arguments != ["list"] and "fmt" not in arguments:
            assert code == 3, arguments
            assert refusal in output.replace("\n", " "), arguments
    assert place.is_symlink()
    assert SECRET in (workspace.parent / "outside" / "secret").read_text("utf-8")


@pytest.mark.parametrize("name", PACKAGE_FILES)
@pytest.mark.parametrize("target", ["../../outside/secret", "../other/secret"])
def test_link_out_of_a_package(workspace, name, target):
    """Even what is elsewhere in the workspace does not belong to a package that came from somewhere."""
    (workspace / "other").mkdir()
    (workspace / "other" / "secret").symlink_to("../../outside/secret")
    link(workspace / "in" / name, target)
    for arguments in ON_PACKAGES:
        code, output = call(arguments)
        assert SECRET not in output
        assert code in (1, 3) or "plain" in arguments or "--verify" in arguments, arguments
        assert not (workspace / "specs" / "x").exists()
        assert SECRET not in written(workspace)


def test_folder_that_is_a_link(workspace):
    elsewhere = workspace.parent / "outside" / "spec"
    elsewhere.mkdir()
    (elsewhere / "connector.yaml").write_text(SPEC.replace("Shop", SECRET), "utf-8")
    link(workspace / "specs" / "linked", str(elsewhere))
    for arguments in (["validate", "linked"], ["build", "linked"], ["fmt", "linked"], ["show", "linked"]):
        code, output = call(arguments)
        assert (code, SECRET in output) == (3, False)


def test_link_inside_is_followed(workspace):
    (workspace / "shared.md").write_text("# Shared words", "utf-8")
    link(workspace / "specs" / "shop" / "readme.md", "../../shared.md")
    assert call(["build", "shop"])[0] == 0
    assert (workspace / "connectors" / "shop" / "readme.md").read_text("utf-8") == "# Shared words"
    (workspace / "in" / "words.md").write_text("# Words", "utf-8")
    link(workspace / "in" / "readme.md", "words.md")
    assert call(["import", "in", "--name", "x"])[0] == 0
    assert (workspace / "specs" / "x" / "readme.md").read_text("utf-8") == "# Words"


def test_workspace_behind_a_link(workspace, monkeypatch):
    link(workspace.parent / "short", str(workspace))
    monkeypatch.chdir(workspace.parent / "short")
    assert call(["build", "shop"])[0] == 0
    assert call(["build", "--workspace", str(workspace.parent / "short"), "--check", "shop"])[0] == 0


@pytest.mark.parametrize("name", ["readme.md", "settings.json", "icon.png"])
def test_devices_and_pipes_are_no_assets(workspace, name):
    os.mkfifo(workspace / "specs" / "shop" / name)
    link(workspace / "in" / name, "/dev/zero")
    for arguments, expected in ((["build", "shop"], 3), (["import", "in", "--name", "x"], 3)):
        code, output = call(arguments)
        assert (code, name in output) == (expected, True), output
    assert not (workspace / "specs" / "x").exists()


def test_file_of_the_lint_rules_is_not_read_through_a_link(workspace):
    (workspace / ".connectorsmith").mkdir()
    link(workspace / ".connectorsmith" / "lint.yaml", str(workspace.parent / "outside" / "secret"))
    code, output = call(["lint", "in"])
    assert (code, SECRET in output, "leads out of the workspace" in output) == (3, False, True)


def test_environments_are_not_read_through_a_link(workspace):
    link(workspace / "specs" / "shop" / "environments.yaml", str(workspace.parent / "outside" / "secret"))
    code, output = call(["deploy", "shop", "--environment", "test", "--dry-run"])
    assert (code, SECRET in output, "leads out of the workspace" in output) == (3, False, True)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("changes.yaml", []), ("changes.yaml", ["--accept", "Agreed."]), ("CHANGELOG.md", ["--write-notes"])],
)
def test_files_of_changes_are_not_read_through_a_link(workspace, name, arguments):
    link(workspace / "specs" / "shop" / name, str(workspace.parent / "outside" / "secret"))
    code, output = call(["changes", "in", "shop", *arguments])
    assert (code in (1, 3), SECRET in output, "leads out of" in output) == (True, False, True)
    assert SECRET not in written(workspace)


@pytest.mark.parametrize("arguments", [["import", "api.json", "--report"], ["export", "shop", "--output"]])
def test_a_link_in_a_circle_is_not_written(workspace, arguments):
    (workspace / "api.json").write_text('{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}}')
    link(workspace / "circle.md", "circle.md")
    link(workspace / "circle.json", "circle.json")
    assert call([*arguments, "circle.md" if "import" in arguments else "circle.json"])[0] in (1, 3)


@pytest.mark.parametrize("place", ["shop/readme.md", "shop"])
def test_generated_file_behind_a_link_is_not_shown(workspace, place):
    """Neither is the file compared, nor are lines of it shown."""
    assert call(["build", "shop"])[0] == 0
    if place == "shop":
        shutil.move(workspace / "connectors" / "shop", workspace.parent / "outside" / "shop")
        (workspace.parent / "outside" / "shop" / "readme.md").write_text(SECRET, "utf-8")
        link(workspace / "connectors" / "shop", "../../outside/shop")
    else:
        link(workspace / "connectors" / place, "../../../outside/secret")
    code, output = call(["build", "--check", "shop"])
    assert (code, SECRET in output) == (1, False)
    assert "it is reached by a link that leads out of" in output
