"""The pages for contributors name files, commands and packages that exist."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ["CONTRIBUTING.md", "docs/architecture.md"]


@pytest.mark.parametrize("page", PAGES)
def test_named_paths_exist(page):
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"`((?:\w[\w.-]*/)+[\w.<>-]*|[\w-]+\.(?:toml|md|txt))`", text)
    assert len(named) >= 10
    assert [path for path in named if not any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES)
def test_named_commands_exist(page):
    commands = re.findall(r"python -m (tests\.[\w.]+)", (ROOT / page).read_text("utf-8"))
    assert commands != []
    assert [module for module in commands if find_spec(module) is None] == []


def test_every_package_is_in_the_table_of_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = "\n".join(re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE))
    package = ROOT / "generator" / "connectorsmith"
    folders = {path.parent.name for path in package.glob("*/__init__.py")} | {"errors"}
    assert sorted(folders - {*re.findall(r"`(\w+)`", rows)}) == []


def test_each_folder_of_cases_has_a_form():
    cases = ROOT / "tests" / "cases"
    named = set(re.findall(r"`tests/cases/([\w-]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert {entry.name for entry in cases.iterdir()} == named
    assert [entry for entry in cases.iterdir() if entry.is_file()] == []


def test_each_expected_file_has_its_case_beside_it():
    """Bytes that no YAML file can have are cases in test_broken.py."""
    files = list((ROOT / "tests" / "cases").rglob("*"))
    cases = {(file.parent, file.name.partition(".")[0]) for file in files if file.suffix != ".expected"}
    expected = [file for file in files if file.suffix == ".expected"]
    alone = [file for file in expected if (file.parent, file.name.partition(".")[0]) not in cases]
    in_code = (ROOT / "tests" / "test_broken.py").read_text("utf-8")
    assert len(expected) > 1000
    assert [file for file in alone if f'"{file.stem}"' not in in_code] == []
