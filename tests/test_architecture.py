"""Laws of the code base: import contracts, sizes, names, who may print, and who may touch the disk.

Each law is one test that lists the files that break it.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from importlinter import cli as import_linter

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "connectorsmith"
CODE = sorted(PACKAGE.rglob("*.py"))
ALL = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "base", "manager"}
ROOT_FILES = {"pyproject.toml", "constraints.txt", "README.md", "CONTRIBUTING.md", "LICENSE", "CHANGELOG.md"}

WRITES = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rename", "touch", "symlink_to", "urlopen"}
EFFECTS = {
    *("aiohttp", "http.client", "http.server", "redis", "redis.asyncio", "shutil", "socket", "sqlite3"),
    *("subprocess", "tempfile", "urllib.request"),
}
MAY_WRITE = (
    "workspace/",
    "results/",
    "lint/",
    "packaging/",
    "platform/",
    "preview/",
    "server/",
    "custom_code/",
    "doctor/",
    "renaming/",
    "tutorial/",
    "cli/",
)
READS = {"open", "read_text", "read_bytes"}
BYTECODE = "packaged_yaml.py"
"""Reads and writes bytecode, as Python does for each module."""
MAY_READ = (*MAY_WRITE, BYTECODE, "source/read_files.py")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def called(path: Path) -> tuple[set[str], set[str]]:
    """The names of the functions and of the methods that a file calls."""
    targets = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
    plain = {target.id for target in targets if isinstance(target, ast.Name)}
    return plain, {target.attr for target in targets if isinstance(target, ast.Attribute)}


def imported(path: Path) -> set[str]:
    """The modules that a module imports, by their full names."""
    plain = (alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names)
    named = (node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom))
    return {*plain, *named}


def within(path: Path, places: tuple[str, ...]) -> bool:
    return path.relative_to(PACKAGE).as_posix().startswith(places)


def test_imports_keep_the_contracts(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(import_linter.logging_config, "dictConfig", lambda _: None)  # it would disable all loggers
    passed = import_linter.lint_imports(no_cache=True, no_logo=True) == import_linter.EXIT_STATUS_SUCCESS
    assert passed, capsys.readouterr().out


def test_files_are_short():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL}
    assert {file: count for file, count in lines.items() if count > 300} == {}


def test_functions_are_short():
    lengths = {f"{name(path)}:{one.name}": length(one) for path in CODE for one in functions(path)}
    assert {function: lines for function, lines in lengths.items() if lines > 60} == {}


def test_most_functions_are_shorter_still():
    lengths = sorted(length(function) for path in CODE for function in functions(path))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] < 30


def test_modules_say_what_they_are_in_few_lines():
    limits = {PACKAGE / "__init__.py": 30}  # the map of the packages
    of_rules = [PACKAGE / "rules" / folder for folder in ("required", "advice")]  # a rule's docstring documents it
    lines = {
        path: len((ast.get_docstring(tree(path)) or "").splitlines()) for path in ALL if path.parent not in of_rules
    }
    assert [name(path) for path, count in lines.items() if not 1 <= count <= limits.get(path, 5)] == []


def test_no_name_that_says_nothing():
    named = [name(path) for path in ALL if FORBIDDEN & {*path.relative_to(ROOT).with_suffix("").parts}]
    assert named == []


def test_only_the_command_line_talks_to_the_terminal():
    others = [path for path in CODE if path.parent != PACKAGE / "cli"]
    prints = [name(path) for path in others if called(path)[0] & {"print", "input"} or "click" in imported(path)]
    assert prints == []


def test_the_command_line_prints_through_one_module():
    """What is printed is free of secrets and control characters only where it passes ``cli/_print.py``."""
    printing = {"print", "echo", "secho", "style", "echo_via_pager", "progressbar"}
    others = [path for path in CODE if path.name not in {"_print.py", "_progress.py"}]
    assert [name(path) for path in others if printing & (called(path)[0] | called(path)[1])] == []


def test_only_some_packages_have_effects():
    others = [path for path in CODE if not within(path, (*MAY_WRITE, BYTECODE))]
    assert [name(path) for path in others if called(path)[1] & WRITES or imported(path) & EFFECTS] == []


def test_only_one_module_of_the_other_packages_reads_files():
    """Data files of the package itself are read with importlib.resources, which is not a file of the author's."""
    reads = []
    for path in CODE:
        own_data = any(module.startswith("importlib.resources") for module in imported(path))
        plain, methods = called(path)
        if not within(path, MAY_READ) and not own_data and ("open" in plain or methods & READS):
            reads.append(name(path))
    assert reads == []


def test_private_modules_are_imported_by_their_own_package_only():
    """A module whose name begins with an underscore serves the modules beside it."""
    offenders = []
    for path in CODE:
        package = ".".join(path.parent.relative_to(PACKAGE.parent).parts)
        imports = [one for node in nodes(path) for one in private(node)]
        offenders += [f"{name(path)}: {one}" for one in imports if one.rpartition(".")[0] != package]
    assert offenders == []


def private(node: ast.AST) -> Iterator[str]:
    """The private modules, by their full names, that an import names, and the private names of other modules."""
    named: list[str] = []
    if isinstance(node, ast.Import):
        named = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        named = [module, *(f"{module}.{alias.name}" for alias in node.names)]
    for one in named:
        if one.startswith("connectorsmith.") and one.rpartition(".")[2].startswith("_"):
            yield one


def test_imports_name_their_modules_in_full():
    """The other tests of imports look for the names of modules, which relative imports leave out."""
    assert [name(path) for path in CODE if any(getattr(node, "level", 0) for node in nodes(path))] == []


def test_every_package_is_in_the_wheel():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    folders = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in CODE if path.name == "__init__.py"}
    assert set(listed) == folders | {"connectorsmith.policies"}


def test_every_folder_of_code_is_a_package():
    assert {name(path.parent) for path in CODE if not (path.parent / "__init__.py").is_file()} == set()


def test_the_root_holds_nothing_else():
    files = {entry.name for entry in ROOT.iterdir() if entry.is_file() and not entry.name.startswith(".")}
    assert files <= ROOT_FILES
