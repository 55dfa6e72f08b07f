"""Packages that no build makes any more: found by what only a build writes, however the folder is spelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.errors import FileError
from connectorsmith.workspace.package_builds import built_environments, without_spec


def package(folder: Path, *files: str) -> Path:
    folder.mkdir(parents=True)
    for name in files or ("apiDefinition.swagger.json", "reference.md"):
        (folder / name).write_text("{}")
    return folder


def test_packages_without_a_spec(tmp_path):
    package(tmp_path / "kept")
    package(tmp_path / "gone")
    package(tmp_path / "deployed" / "environments" / "test")
    package(tmp_path / "foreign", "apiDefinition.swagger.json", "readme.md")
    assert [one.folder.name for one in without_spec(tmp_path, ["kept"])] == ["deployed", "gone"]
    assert built_environments(tmp_path / "deployed") == ["test"]


def test_without_a_folder_there_is_none(tmp_path):
    assert without_spec(tmp_path / "connectors", ["kept"]) == []
    (tmp_path / "connectors").write_text("a file")
    assert without_spec(tmp_path / "connectors", ["kept"]) == []


def test_a_folder_that_the_disk_knows_under_both_spellings_is_kept(tmp_path):
    package(tmp_path / "orders")
    (tmp_path / "Orders").symlink_to("orders")
    assert without_spec(tmp_path, ["Orders"]) == []
    (tmp_path / "Orders").unlink()
    assert [one.folder.name for one in without_spec(tmp_path, ["Orders"])] == ["orders"]


def test_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileError) as caught:
        without_spec(tmp_path, [])
    assert caught.value.message == f"cannot list {tmp_path}: Permission denied"
