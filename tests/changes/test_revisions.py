"""What a revision of git gives: links inside of it, folders that are too large, and git that is missing or slow."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.changes.repository import SHOP, commit, git

from connectorsmith.errors import FileError, ToolError
from connectorsmith.workspace import revisions
from connectorsmith.workspace.revisions import Revision


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    """A repository with two specs, one of them behind links, and links that lead out of it."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    shop = tmp_path / "specs" / "shop"
    shop.mkdir(parents=True)
    (shop / "connector.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a", "utf-8")
    (shop / "folder").symlink_to("../../texts", target_is_directory=True)
    (shop / "file.txt").symlink_to("../../texts/a.txt")
    (shop / "gone.txt").symlink_to("../../texts/gone.txt")
    (tmp_path / "above").symlink_to("../elsewhere")
    (tmp_path / "absolute").symlink_to("/etc/hosts")
    (tmp_path / "circle").symlink_to("circle")
    commit("first")
    return tmp_path


def test_links_inside_of_the_commit_are_followed(repository, tmp_path_factory):
    into = tmp_path_factory.mktemp("laid")
    found = Revision.find("HEAD", repository).lay_out(repository / "specs" / "shop", into)
    files = {one.relative_to(found).as_posix(): one.read_text("utf-8") for one in found.rglob("*") if one.is_file()}
    assert files == {"connector.yaml": SHOP, "folder/a.txt": "a", "file.txt": "a"}


@pytest.mark.parametrize("name", ["above", "absolute", "circle", "nothing"])
def test_links_out_of_the_commit_and_in_circles_lead_to_nothing(repository, name):
    assert Revision.find("HEAD", repository).has(repository / name) is False


def test_path_outside_of_the_repository(repository, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    with pytest.raises(FileError, match="is not in the repository"):
        Revision.find("HEAD", repository).has(outside)


@pytest.mark.parametrize("limit", ["_MOST", "LARGEST"])
def test_folder_with_more_than_a_connector_is_refused(repository, tmp_path_factory, monkeypatch, limit):
    monkeypatch.setattr(revisions, limit, 3)
    with pytest.raises(FileError, match="specs/shop in HEAD holds more than a connector"):
        Revision.find("HEAD", repository).lay_out(repository / "specs" / "shop", tmp_path_factory.mktemp("laid"))


def test_git_that_is_not_installed_or_too_slow(repository, monkeypatch):
    with monkeypatch.context() as slow:
        slow.setattr(revisions, "_SECONDS", 0)
        with pytest.raises(ToolError, match="git rev-parse took more than 0 seconds"):
            Revision.find("HEAD", repository)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolError, match="git is not installed"):
        Revision.find("HEAD", repository)
