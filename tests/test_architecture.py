"""The house keeps its shape: the import contract, the sizes, the names, what may print and what may touch the disk."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter import cli as import_linter

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "connectorsmith"
CODE = sorted(PACKAGE.rglob("*.py"))
ALL = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "base", "manager"}
ROOT_FILES = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}

WRITES = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rename", "touch", "symlink_to", "urlopen"}
EFFECTS = {"http.client", "http.server", "shutil", "socket", "subprocess", "tempfile", "urllib.request"}
MAY_WRITE = ("workspace/", "lint/", "packaging/", "platform/", "custom_code/", "cli/")
READS = {"open", "read_text", "read_bytes"}
MAY_READ = (*MAY_WRITE, "source/read_files.py")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_module = pytest.mark.parametrize("path", CODE, ids=name)
every_file = pytest.mark.parametrize("path", ALL, ids=name)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_imports_run_one_way(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    passed = import_linter.lint_imports(no_cache=True, no_logo=True) == import_linter.EXIT_STATUS_SUCCESS
    assert passed, capsys.readouterr().out


@every_file
def test_file_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@every_module
def test_functions_are_short(path):
    assert {function.name: length(function) for function in functions(path) if length(function) > 60} == {}


def test_most_functions_are_shorter_still():
    lengths = sorted(length(function) for path in CODE for function in functions(path))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] < 30


@every_file
def test_module_says_what_it_is_in_few_lines(path):
    docstring = ast.get_docstring(tree(path)) or ""
    limit = 30 if path == PACKAGE / "__init__.py" else 5  # the map of the house
    if "rules/" not in name(path):  # a rule's docstring is its documentation
        assert 1 <= len(docstring.splitlines()) <= limit


@every_file
def test_no_name_that_says_nothing(path):
    assert FORBIDDEN.isdisjoint(path.relative_to(ROOT).with_suffix("").parts)


@every_module
def test_only_the_command_line_talks_to_the_terminal(path):
    if path.parent == PACKAGE / "cli":
        return
    called = {node.func.id for node in calls(path) if isinstance(node.func, ast.Name)}
    assert called.isdisjoint({"print", "input"})
    assert imported(path).isdisjoint({"click"})


@every_module
def test_only_the_rooms_of_effects_change_the_world(path):
    if path.relative_to(PACKAGE).as_posix().startswith(MAY_WRITE):
        return
    called = {node.func.attr for node in calls(path) if isinstance(node.func, ast.Attribute)}
    assert called.isdisjoint(WRITES)
    assert imported(path).isdisjoint(EFFECTS)


@every_module
def test_only_one_module_of_the_rest_reads_files(path):
    of_the_package = any(module.startswith("importlib.resources") for module in imported(path))
    if path.relative_to(PACKAGE).as_posix().startswith(MAY_READ) or of_the_package:
        return
    called = {node.func.attr for node in calls(path) if isinstance(node.func, ast.Attribute)}
    named = {node.func.id for node in calls(path) if isinstance(node.func, ast.Name)}
    assert (called | named & {"open"}).isdisjoint(READS)


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def imported(path: Path) -> set[str]:
    """The modules that a module imports, by their full names."""
    plain = (alias.name for node in ast.walk(tree(path)) if isinstance(node, ast.Import) for alias in node.names)
    named = (node.module or "" for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom))
    return {*plain, *named}


def test_every_package_is_in_the_wheel():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    folders = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in CODE if path.name == "__init__.py"}
    assert set(listed) == folders | {"connectorsmith.policies"}


def test_every_folder_of_code_is_a_package():
    assert {name(path.parent) for path in CODE if not (path.parent / "__init__.py").is_file()} == set()


def test_the_root_holds_nothing_else():
    files = {entry.name for entry in ROOT.iterdir() if entry.is_file() and not entry.name.startswith(".")}
    assert files == ROOT_FILES
