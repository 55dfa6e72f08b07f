"""The file system at its worst: links, pipes, devices, no space, no rights. Nothing outside a workspace is touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.atomicity.trees import tree
from tests.transcripts import fails, transcript, write
from tests.yaml_files import yaml_value

CASES = sorted((Path(__file__).parent / "cases" / "disk").glob("*.yaml"))
FULL = OSError(28, "No space left on device")
DENIED = PermissionError(13, "Permission denied")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_transcript(case, root, run, monkeypatch, expect):
    """What the commands of a case print; files outside the workspace are as they were, and no new ones are there."""
    wanted = yaml_value(case)
    write(root.parent, wanted.get("outside", {}))
    before = elsewhere(root)
    output = transcript(wanted, root, run, monkeypatch)
    assert elsewhere(root) == before
    assert SECRET not in output
    files = (Path(folder) / name for folder, _, names in os.walk(root) for name in names)
    assert [
        file for file in files if file.is_file() and not file.is_symlink() and SECRET in file.read_text("latin-1")
    ] == []
    expect(case.with_suffix(".expected"), output)


SECRET = "of-somebody-else"
"""What is in the files of the cases that lie outside the workspace."""


def elsewhere(root: Path) -> dict[str, bytes | None]:
    """The files and folders beside the workspace."""
    return {path: content for path, content in tree(root.parent).items() if path.split("/")[0] != root.name}


@pytest.mark.parametrize("verb", [["build"], ["init", "new"]], ids="-".join)
def test_full_disk(verb, root, run, monkeypatch):
    monkeypatch.setattr(os, "write", fails(FULL))
    code, out, err = run(*verb)
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith("error: cannot write ")
    assert err.splitlines()[0].endswith(": No space left on device")
    assert err.splitlines()[1:] == ["  help: nothing was changed"]
    assert not (root / "connectors").exists() or not any((root / "connectors").rglob("*.json"))


@pytest.mark.parametrize(
    "verb",
    [
        ["rename", "library", "FindBooks", "SearchBooks"],
        ["import", "library.zip", "--name", "other"],
        ["import", "--verify", "library.zip", "--jobs", "1"],
        ["import", "dist/library-solution.zip", "--name", "other"],
    ],
    ids=lambda verb: " ".join(verb[:2]),
)
def test_full_disk_of_temporary_files(verb, root, run, monkeypatch):
    """The message names the file; the output, which could be written, is not to blame."""
    run("build")
    run("package", "--kind", "solution")
    shutil.make_archive("library", "zip", root / "connectors", "library")
    before = tree(root)
    monkeypatch.setattr(Path, "write_bytes", fails(FULL))
    code, out, err = run(*verb)
    assert (code, out) == (1, "")
    assert re.fullmatch(r"error: cannot write \S+connectorsmith-\d+-\S+: No space left on device", err.splitlines()[0])
    assert err.splitlines()[1].startswith("  help: free space on that disk, or let TMPDIR ")
    assert tree(root) == before


@pytest.mark.parametrize(
    "verb",
    [["rename", "library", "FindBooks", "SearchBooks"], ["import", "--verify", "library.zip", "--jobs", "1"]],
    ids=lambda verb: verb[0],
)
def test_machine_without_a_folder_for_temporary_files(verb, root, run, monkeypatch):
    run("build")
    shutil.make_archive("library", "zip", root / "connectors", "library")
    monkeypatch.setattr("tempfile.gettempdir", fails(FileNotFoundError(2, "No usable temporary directory found")))
    code, out, err = run(*verb)
    assert (code, out) == (1, "")
    assert err.startswith("error: cannot make a folder for temporary files: No usable temporary directory found\n")


READ = "connectorsmith.source.read_files._read"
LIST = "pathlib.Path.iterdir"


@pytest.mark.parametrize(("method", "doing"), [(READ, "read"), (LIST, "list")], ids=["read", "list"])
@pytest.mark.parametrize("verb", [["validate"], ["build"], ["list"], ["show", "library"]], ids="-".join)
def test_forbidden_files(verb, method, doing, root, run, monkeypatch):
    run("--version")
    monkeypatch.setattr(method, fails(DENIED))
    code, out, err = run(*verb)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: cannot {doing} {root}/specs")
    assert err.endswith(": Permission denied\n  help: ask for the right to it, or name another place\n")


@pytest.fixture
def deep_folder(root):
    """Where a test nests folders; shutil would need a level of recursion for each to remove them."""
    yield root / "pkg"
    subprocess.run(["rm", "-rf", root / "pkg"], check=True)


def test_folders_nested_deeper_than_functions_call_each_other(root, run, deep_folder):
    """More folders, each in the one before, than Python's limit of 1,000 nested calls."""
    deepest = deep_folder
    here = os.getcwd()  # noqa: PTH109
    for _ in range(1_050):
        deepest.mkdir()
        os.chdir(deepest)
        deepest = Path("d")
    Path("apiDefinition.swagger.json").write_text(
        '{"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}}'
    )
    os.chdir(here)
    assert "1 lossless" in run("import", "--verify", "pkg").out
    assert "1 checked" in run("lint", "pkg").out
    deep = "pkg/" + "d/" * 1_049
    assert run("import", deep, "--name", "deep").code == 0
    assert run("build", "deep", "--out", deep + "out").code == 0


def test_folders_nested_deeper_than_paths_are_long(root, run, deep_folder):
    here = os.getcwd()  # noqa: PTH109
    deepest = deep_folder
    for _ in range(1_050):
        deepest.mkdir()
        os.chdir(deepest)
        deepest = Path("dddd")
    os.chdir(here)
    for verb in (["import", "--verify", "pkg"], ["lint", "pkg"]):
        code, _, err = run(*verb)
        assert code == 1
        assert err.startswith("error: cannot list pkg/dddd/")
        assert err.endswith(": File name too long\n")


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(root, run, monkeypatch):
    """A sparse file of 1 TB takes no space, and more memory than there is."""
    monkeypatch.setattr("connectorsmith.source.read_files._read", lambda *_: pytest.fail("read"))
    for name in ("specs/large/connector.yaml", "pkg/apiDefinition.swagger.json", "large.zip", "baseline.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        with (root / name).open("wb") as file:
            file.truncate(2**40)
    assert "file-too-large" in run("validate", "large").out
    for verb in (["lint", "pkg"], ["import", "pkg"], ["package", "--verify", "large.zip"]):
        code, out, err = run(*verb)
        assert (code, out) == (1, "")
        assert "has 1,099,511,627,776 bytes, and 104,857,600 are read" in err
