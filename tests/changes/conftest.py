"""The repository that tests of the verb work in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.changes.repository import PACKAGE, SHOP, commit, git


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a workspace, of which one version is committed, tagged and checked out."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "specs" / "shop" / "connector.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SHOP, "utf-8")
    package = tmp_path / "packages" / "shop" / "apiDefinition.swagger.json"
    package.parent.mkdir(parents=True)
    package.write_text(json.dumps(PACKAGE), "utf-8")
    git("init", "-q", "-b", "main")
    commit("first")
    git("tag", "v1")
    return file
