"""Descriptions in several files, and folders of them: tests/cases/openapi3/files.yaml."""

from pathlib import Path

import pytest
from tests.unit.importers.openapi3.test_cases import CASES, at
from tests.yaml_files import yaml_value

from connectorsmith.errors import FileError
from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.workspace.description_files import read_description
from connectorsmith.workspace.find_description import find_description
from connectorsmith.workspace.import_openapi import is_definition, read_definition
from connectorsmith.workspace.import_package import package_values

FILES = yaml_value(CASES / "files.yaml")


def cases(key):
    found = {name: case for name, case in FILES.items() if key in case}
    return pytest.mark.parametrize("case", found.values(), ids=found.keys())


def found_in(case, folder, monkeypatch):
    """The description that a case names, in the current folder."""
    monkeypatch.chdir(folder)
    for name, text in case["files"].items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    given = Path(case["given"])
    file = find_description(given)
    if "found" in case:
        assert file == (case["found"] and Path(case["found"]))
    home = Path(case["within"]) if "within" in case else given if given.is_dir() else None
    return read_description(file, home) if file is not None else None


def converted(description):
    """The definition of a description, and its losses."""
    if is_definition(description):
        connector, losses = read_definition(description, "a")
        return package_values(connector)["apiDefinition"], losses
    documents = {path: document.value for path, document in description.documents.items()}
    made = convert(documents, None, None, description.name, description.unread)
    return made.definition, made.losses


@cases("paths")
def test_files(case, tmp_path, monkeypatch):
    definition, losses = converted(found_in(case, tmp_path, monkeypatch))
    assert sorted(definition["paths"]) == case["paths"]
    assert sorted(definition.get("definitions", {})) == case.get("definitions", [])
    looked = case.get("at", {})
    assert {place: at({"definition": definition}, place) for place in looked} == looked
    shown = [f"{one.kind.id} {one.file}#{one.pointer}: {one.found}" for one in losses if one.kind.kind != "note"]
    assert sorted(shown) == sorted(case.get("losses", []))


@cases("refused")
def test_folders_that_are_refused(case, tmp_path, monkeypatch):
    with pytest.raises(FileError) as refused:
        found_in(case, tmp_path, monkeypatch)
    assert refused.value.message.startswith(case["refused"])
    assert case.get("cure", "") in refused.value.hint


def test_a_folder_without_a_description(tmp_path, monkeypatch):
    assert found_in(FILES["connectors below a folder"], tmp_path, monkeypatch) is None
