"""What the names and paths after ``lint`` represent: specs, packages, folders of either, and what is neither."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.test_lint import packages

from connectorsmith.cli._group import verbs
from connectorsmith.errors import FileError
from connectorsmith.lint.targets import lint_targets
from connectorsmith.workspace.open import open_target


def test_a_target_that_cannot_be_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(FileError, match=r"neither a spec nor a definition"):
        lint_targets(["notes.txt"], None)


@pytest.mark.parametrize("name", [".", "../house", "specs"])
def test_a_workspace_stands_for_its_specs(name, tmp_path, monkeypatch):
    house = tmp_path / "house"
    (house / "specs").mkdir(parents=True)
    (house / "specs" / "shop.yaml").write_text("info: {title: Shop}", "utf-8")
    packages(house / "connectors", 2)
    (house / ".pre-commit-config.yaml").write_text("repos: []", "utf-8")
    monkeypatch.chdir(house)
    assert [target.name for target in lint_targets([name], None)] == ["shop"]


def test_hidden_files_are_no_spec(tmp_path):
    (packages(tmp_path, 2) / ".pre-commit-config.yaml").write_text("repos: []", "utf-8")
    assert [target.name for target in lint_targets([str(tmp_path)], None)] == ["p0", "p1"]


STRAY = "trigger: [main]\npool: {vmImage: ubuntu-latest}\nparameters: [{name: profile, type: string}]\n"


@pytest.mark.parametrize(
    ("file", "text", "names", "note"),
    [
        ("azure-pipelines.yaml", STRAY, ["p0", "p1"], "house is taken for 2 packages: no key of a spec is in azure"),
        ("openapi.yaml", 'swagger: "2.0"\ninfo: {title: Shop}\nhost: a.example\n', ["p0", "p1"], "2 packages: no key"),
        ("list.yaml", "- a\n", ["p0", "p1"], "no key of a spec is in list.yaml"),
        ("broken.yaml", "a: [\n", ["p0", "p1"], "no key of a spec is in broken.yaml"),
        ("bytes.yaml", "\udcff", ["p0", "p1"], "no key of a spec is in bytes.yaml"),
        ("connector.yaml", "info: {title: Shop}\nhots: a.example\nhost: a.example\n", ["house"],
         "house is taken for a spec, because of connector.yaml; name a folder or a definition in it"),
    ],
)  # fmt: skip  # one case a line
def test_yaml_above_packages_is_told_by_its_keys(file, text, names, note, tmp_path, monkeypatch):
    (packages(tmp_path / "house", 2) / file).write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.chdir(tmp_path)
    found = lint_targets(["house"], None)
    assert [target.name for target in found] == names
    assert all(note in (target.note or "") for target in found)
    assert [target.note for target in lint_targets(["house/p0"], None)] == [None]
    ended = CliRunner().invoke(verbs, ["lint", "house", "--format", "json"])
    assert ended.stderr.count(note) == 1
    json.loads(ended.stdout)


@pytest.mark.parametrize("name", ["empty", "deep/empty"])
def test_a_folder_with_nothing_in_it(name, tmp_path, monkeypatch):
    (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError, match=f"there is no spec and no package in {name}"):
        lint_targets([name], None)


def test_what_is_named_twice_is_looked_at_once(tmp_path, monkeypatch):
    folder = packages(tmp_path / "house", 2)
    (folder / "specs" / "shop").mkdir(parents=True)
    for part in ("connector", "actions"):
        (folder / "specs" / "shop" / f"{part}.yaml").write_text("", "utf-8")
    monkeypatch.chdir(folder)
    named = ["p1", "../house/p1", "shop", "specs/shop/actions.yaml", "specs", "specs/shop/connector.yaml", "p0", "./p0"]
    assert [target.name for target in lint_targets(named, None)] == ["p1", "shop", "p0"]


def test_an_empty_name(tmp_path, monkeypatch):
    monkeypatch.chdir(packages(tmp_path, 1))
    with pytest.raises(FileError, match="a name is empty"):
        lint_targets([""], None)


def test_a_folder_and_its_definition_are_one_package(tmp_path):
    folder = packages(tmp_path, 2) / "p0"
    both = [str(folder), str(folder / "apiDefinition.swagger.json")]
    assert [target.path for target in lint_targets(both, None)] == [folder]
    assert [target.path for target in lint_targets([both[1], str(tmp_path)], None)] == [folder, tmp_path / "p1"]
    (folder / "other.swagger.json").write_text("{}", "utf-8")
    assert len(lint_targets([str(folder), str(folder / "other.swagger.json")], None)) == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "there is no file or folder none here, and no folder named specs in "),
        ("none.json", "there is no file or folder none.json$"),
        ("none/", "there is no file or folder none/$"),
        ("p0/none.yaml", "cannot read p0/none.yaml"),
        ("p0/none.swagger.json", "there is no file or folder p0/none.swagger.json$"),
    ],
)
def test_what_is_not_there(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(packages(tmp_path, 1))
    with pytest.raises(FileError, match=message):
        [open_target(target) for target in lint_targets([name], None)]


def test_capital_letters_in_the_name_of_a_definition(tmp_path):
    file = packages(tmp_path, 1) / "p0" / "apiDefinition.swagger.json"
    file = file.rename(file.with_name("APIDEFINITION.SWAGGER.JSON"))
    assert [target.path for target in lint_targets([str(file)], None)] == [file]
