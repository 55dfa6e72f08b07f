"""What a run may look at is known for connectors by name in plain folders, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.transcripts import prepare

from connectorsmith.errors import FileError
from connectorsmith.results.reads import reads_of

TWO = {
    "connectorsmith.toml": 'workspaces = ["a", "b"]\n',
    "a/specs/one/connector.yaml": "{}\n",
    "b/specs/two/connector.yaml": "{}\n",
}


def trees(*names: str, workspace: Path | None = None, out: Path | None = None, packages: bool = True) -> set[str]:
    found = reads_of(workspace, names, names, out, packages=packages)
    assert found is not None
    return {Path(tree).relative_to(Path.cwd()).as_posix() for tree in found.trees}


def test_trees(root):
    assert trees() == {"specs", "policies", "connectors"}
    assert trees(packages=False) == {"specs", "policies"}
    assert trees("library") == {"specs/library", "policies", "connectors/library"}
    assert trees(out=Path("dist")) == {"specs", "policies", "dist"}
    assert trees("library", out=root / "a" / ".." / "dist") == {"specs/library", "policies", "dist/library"}


def test_lone_spec_has_files_beside_it(root):
    prepare(root, {"write": {"specs/single.yaml": "{}\n"}})
    assert trees("single") == {"specs", "policies", "connectors/single"}


def test_settings_that_name_folders(root):
    prepare(root, {"write": {"connectorsmith.toml": '[paths]\nspecs = "specs"\nconnectors = "made/packages"\n'}})
    assert trees() == {"specs", "policies", "made/packages"}
    found = reads_of(None, (), (), None, packages=False)
    assert found is not None
    assert str(root / "made") in found.paths


def test_several_workspaces(root):
    prepare(root, {"remove": ["specs"], "write": TWO})
    assert trees("one", packages=False) == {"a/specs", "a/policies", "b/specs", "b/policies"}


@pytest.mark.parametrize("word", ["specs/library", ".", "..", "", "library.yaml", "a\\b", "c:", "a\0b", "README.md"])
def test_word_that_may_be_a_path(word, root):
    assert reads_of(None, (), [word], None, packages=True) is None


@pytest.mark.parametrize(
    ("links", "workspace", "out"),
    [
        ({"ways/in": "../ws"}, Path("../ways/in"), None),
        ({"ws/dist": "specs"}, None, Path("dist/library")),
        ({"ws/connectors": "specs"}, None, None),
        ({"ws/policies": "specs"}, None, None),
    ],
)
def test_links_on_the_way(links, workspace, out, root):
    prepare(root.parent, {"links": links})
    assert reads_of(workspace, (), (), out, packages=True) is None


def test_no_workspace(root):
    assert reads_of(root.parent, (), (), None, packages=True) is None


def test_settings_with_a_fault(root):
    prepare(root, {"write": {"specs/connectorsmith.toml": "x"}})
    with pytest.raises(FileError):
        reads_of(None, (), (), None, packages=True)
