"""Secrets are looked for in what a verb opens, and in no folder that has the name of a connector by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.transcripts import Run, write

from connectorsmith.cli import _print

SPEC = """
info: {title: Shop, version: "1.0", description: Reads.}
host: api.example.com
actions: {GetOrders: {call: GET /orders, summary: Get, description: Reads., responses: {204: {}}}}
"""
DEFINITION = '{"swagger": "2.0", "info": {"title": "Shop", "version": "1.0"}, "host": "a.example.com", "paths": {}}'
PETS = """
openapi: 3.0.0
info: {title: Pets, version: "1"}
servers: [{url: "https://u:k3yS-x9Q2@h.example.com"}]
paths: {}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a folder beside it that has the name of its connector, and in it everything else."""
    write(
        tmp_path,
        {
            "specs/shop/connector.yaml": SPEC,
            "specs/shop/tests/shop.yaml": "a: {operation: GetOrders}\n",
            "specs/shop/other/deep.md": "x",
            "shop/near.md": "x",
            "shop/other/deep.yaml": "a: 1\n",
            "pkg/apiDefinition.swagger.json": DEFINITION,
            "pkg/other/deep.json": "{}",
            "pets/api/openapi.yaml": PETS,
            "dist/other/more/deep.json": "{}",
        },
    )
    write(tmp_path.parent / "elsewhere", {"other/deep/deep.md": "x", "note.txt": "x"})
    (tmp_path / "links").symlink_to(tmp_path.parent / "elsewhere")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("verb", [
    "show shop", "build shop", "build", "list", "export shop", "export ./specs/shop", "fmt shop", "test shop",
    "import pkg --name links", "import pkg --out links", "import pkg --out dist", "package shop",
    "package shop --out dist", "lint shop --diff", "script shop", "plan links --environment test",
    "build links", "show links", "show ./links",
])  # fmt: skip
def test_files_that_are_looked_into(verb, workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    looked: list[Path] = []

    def text_of(file: Path) -> str:
        looked.append(file.resolve())
        return ""

    monkeypatch.setattr(_print, "text_of", text_of)
    run(*verb.split())
    root = workspace.resolve()
    assert [file for file in looked if root not in file.parents or "other" in file.parts] == []
    assert root / "shop" / "near.md" not in looked


def test_secret_of_a_description_in_a_folder_of_a_folder(workspace: Path, run: Run):
    for more in ((), ("--host", "u:k3yS-x9Q2@h"), ("--name", "k3yS-x9Q2")):
        code, out, err = run("import", "pets", *more)
        assert (code != 1, "k3yS-x9Q2" in out + err) == (True, False)
