"""Where deployments are kept, and that an id is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from connectorsmith.errors import FileError
from connectorsmith.model import Connector
from connectorsmith.platform.environments_file import Deployment, deployments_file, read_deployment, remember
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.targets import spec_target
from connectorsmith.workspace.write_spec import plan_spec

GUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"


def test_kept_beside_the_spec():
    assert deployments_file(spec_target("a", (Path("specs/a/connector.yaml"),))) == Path("specs/a/environments.yaml")
    assert deployments_file(spec_target("a", (Path("specs/a/a.yaml"), Path("specs/a/b.yaml")))) == Path(
        "specs/a/environments.yaml"
    )
    assert deployments_file(spec_target("a", (Path("specs/a.yaml"),))) == Path("specs/a/environments.yaml")


@pytest.mark.parametrize("name", [GUID, f"Default-{GUID}"])
def test_platform_name_needs_no_entry(name, tmp_path):
    file = tmp_path / "a" / "environments.yaml"
    assert read_deployment(file, name, ()) == Deployment(name, name)
    remember(file, Deployment(name, name, "shared_a"))
    assert read_deployment(file, name, ()) == Deployment(name, name, "shared_a")
    heading, entry = file.read_text().splitlines()
    assert heading.startswith("# ")
    assert entry == f"{name}: {{connector: shared_a}}"


@pytest.mark.parametrize("text", ["# nothing\n", "[]", "test: {environment: 5}", "a: &b {}"])
def test_file_with_faults_is_not_touched(text, tmp_path):
    file = tmp_path / "environments.yaml"
    file.write_text(text)
    with pytest.raises(SpecError):
        remember(file, Deployment("test", GUID, "shared_a"))
    assert file.read_text() == text


def test_is_no_part_of_the_spec(tmp_path):
    """Neither beside the files of a spec nor in a folder of its own; and an import leaves it alone."""
    files = {"specs/a/connector.yaml": "{}", "specs/a/environments.yaml": "test: {}", "specs/b.yaml": "{}"}
    for path, text in (files | {"specs/b/environments.yaml": "test: {}"}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    house = Workspace(tmp_path)
    assert house.names() == ("a", "b")
    assert house.spec_files("a") == [tmp_path / "specs" / "a" / "connector.yaml"]
    assert house.spec_files("b") == [tmp_path / "specs" / "b.yaml"]
    planned = plan_spec(Connector("a"), tmp_path / "specs", None, force=True)
    assert [change.path.name for change in planned] == ["connector.yaml"]


def test_id_is_told_if_it_cannot_be_kept(tmp_path, monkeypatch):
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileError, match="No space left on device") as fault:
        remember(tmp_path / "environments.yaml", Deployment("test", GUID, "shared_a"))
    assert "shared_a" in fault.value.hint
    assert list(tmp_path.iterdir()) == []
