"""A new workspace is complete, canonical and without a finding, and nothing is overwritten to make it."""

import re
from pathlib import Path

import pytest

from connectorsmith import load, render
from connectorsmith.diagnostics import Severity
from connectorsmith.errors import FileError
from connectorsmith.language.format import format_spec
from connectorsmith.lint.selection import Selection
from connectorsmith.workspace.freshness import freshness
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.swagger_validator import find_faults
from connectorsmith.workspace.write_files import apply

SPECS = ("actions", "connector", "definitions", "internal")
FILES = {
    ".gitignore",
    "README.md",
    "specs/.language.schema.json",
    *(f"specs/library/{name}.yaml" for name in SPECS),
    "specs/library/tests/books.yaml",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "new" / "workspace"
    apply(plan_init(folder))
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_files_are_there(workspace):
    assert files(workspace) == FILES


@pytest.mark.parametrize("name", SPECS)
def test_spec_is_canonical_and_short(name, workspace):
    file = workspace / "specs" / "library" / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert format_spec(text, file) == (text, [])
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", SPECS)
def test_spec_has_comments_and_names_the_schema(name, workspace):
    lines = (workspace / "specs" / "library" / f"{name}.yaml").read_text("utf-8").splitlines()
    schema = workspace / "specs" / "library" / lines[0].removeprefix("# yaml-language-server: $schema=")
    assert schema.resolve() == (workspace / "specs" / ".language.schema.json").resolve()
    assert lines[1].startswith("# ")


def test_example_uses_what_it_teaches(workspace):
    connector = load("library", workspace)
    text = "".join(path.read_text("utf-8") for path in (workspace / "specs" / "library").glob("*.yaml"))
    assert connector.properties is not None
    assert connector.properties.policies
    assert connector.limits
    assert connector.documentation
    assert "options: {operation: GetBranches" in text
    assert "parameters: [book_id]" in text
    assert "errors: [401, 404]" in text


def test_example_lacks_nothing_but_a_logo(workspace):
    connector = load("library", workspace)
    serious = [rule for rule in Selection().rules(connector) if rule.severity > Severity.INFO]
    assert len(serious) > 50
    found = [(rule.id, finding.message) for rule in serious for finding in rule.check(connector)]
    assert found == [("icon-is-placeholder", "icon.png is a placeholder: the build draws initials")]


def test_example_renders_and_is_missing_until_it_is_built(workspace):
    connector = load("library", workspace)
    assert find_faults(render(connector)["apiDefinition.swagger.json"]) == []
    assert freshness(connector, workspace / "connectors" / "library") == "missing"


@pytest.mark.parametrize("there", sorted(FILES - {"specs/.language.schema.json"}))
def test_nothing_is_overwritten(there, tmp_path):
    file = tmp_path / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", "utf-8")
    with pytest.raises(FileError) as caught:
        plan_init(tmp_path)
    assert caught.value.message == f"{tmp_path} has {there} already"
    assert files(tmp_path) == {there}


def test_every_file_that_is_there_is_named(workspace):
    (workspace / "README.md").unlink()
    (workspace / "specs" / ".language.schema.json").write_text("{}", "utf-8")
    with pytest.raises(FileError) as caught:
        plan_init(workspace)
    for name in FILES - {"README.md"}:
        assert name in caught.value.message
    assert "README.md" not in caught.value.message


def test_readme_names_commands(workspace):
    text = (workspace / "README.md").read_text("utf-8")
    named = set(re.findall(r"(?:`|&& )connectorsmith (\w+)", text))
    assert named == {"build", "fmt", "schema", "show", "test", "validate"}


def test_what_package_makes_stays_out_of_git(workspace):
    assert "/dist/" in (workspace / ".gitignore").read_text("utf-8").splitlines()
