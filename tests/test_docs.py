"""What the README says is so: its commands, their output, its example and its paths; and connectors/ is fresh."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from connectorsmith.changes.catalog import kinds_as_markdown
from connectorsmith.cli._group import verbs
from connectorsmith.diagnostics import SPEC
from connectorsmith.runtime.options import known_options
from connectorsmith.source.schema_faults import schema_faults
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.version import VERSION

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `connectorsmith (\w+)(.*?)` \|", re.MULTILINE)
TRIMMED = "…\n"
"""The last line of an output that goes on."""

ROWS = ROW.findall(TEXT)
SECTION = TEXT.partition("## What to open\n")[2].partition("\n## ")[0]
KINDS = "<!-- made from the tables by pytest --update tests/test_docs.py -->\n"
"""What precedes the table of kinds, the last thing in its file."""
REFERENCE = ("cases", "commands", "configuration", "custom_code", "policies", "python_api", "recipes", "rules")
"""The modules of tests/pages that make a page of the reference."""
PATHS = sorted({path for path in re.findall(r"`([^`]+)`", SECTION) if re.fullmatch(r"[\w./<>-]*[/.][\w./<>-]*", path)})


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of this repository without its code, for commands that write."""
    folder = tmp_path_factory.mktemp("repository")
    for part in ("specs", "connectors"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def output_of(command: list[str], folder: Path) -> str:
    """What a command prints when its output goes into a file."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "PYTHONPATH"}}
    ended = subprocess.run(command, cwd=folder, env={**kept, "PATH": path, "PYTHONUTF8": "1"}, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b""), command
    return ended.stdout.decode()


def session(shown: str, folder: Path) -> Iterator[str]:
    """A block of commands with their outputs as they are; what was trimmed is trimmed to as many lines."""
    for part in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]:
        line, _, before = part.partition("\n")
        output = output_of(line.split(), folder)
        if before.endswith(TRIMMED):
            output = "".join(output.splitlines(keepends=True)[: before.count("\n") - 1]) + TRIMMED
        yield f"$ {line}\n{output}"


def test_every_kind_of_change_is_in_the_table(expect):
    """The table of docs/changes.md is what the verb prints; ``--update`` renews it."""
    file = ROOT / "docs" / "changes.md"
    before, _, _ = file.read_text("utf-8").partition(KINDS)
    expect(file, f"{before}{KINDS}\n{kinds_as_markdown()}\n")


@pytest.mark.parametrize("name", REFERENCE)
def test_page_of_the_reference_is_what_the_code_says(name, expect):
    page = ROOT / "docs" / "reference" / f"{name.replace('_', '-')}.md"
    expect(page, import_module(f"tests.pages.{name}").text())


def test_every_output_is_real(copy, expect):
    code = ""

    def anew(block: re.Match[str]) -> str:
        nonlocal code
        kind, shown = block.groups()
        if kind == "console":
            shown = "".join(session(shown, copy))
        elif kind == "text":
            shown = output_of([sys.executable, "-c", code], copy)
        code = shown if kind == "python" else ""
        return f"```{kind}\n{shown}```"

    assert [kind for kind, _ in BLOCK.findall(TEXT)] == [
        *("sh", "console", "sh", "console", "console", "python", "text"),
        *("yaml", "yaml", "yaml", "toml", "toml"),
    ]
    expect(README, BLOCK.sub(anew, TEXT))


def test_every_command_is_in_the_table_and_no_other():
    known, shown = set(verbs.list_commands(click.Context(verbs))), {verb for verb, _ in ROWS}
    assert {f"README.md has no row for `connectorsmith {verb}`" for verb in known - shown} == set()
    assert {f"README.md has a row for `{verb}`, which is not a command" for verb in shown - known} == set()


@pytest.mark.parametrize(("verb", "usage"), ROWS)
def test_row_names_what_there_is(verb, usage):
    command = verbs.get_command(click.Context(verbs), verb)
    named = set(re.findall(r"--[\w-]+", usage))
    assert named <= {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("path", PATHS)
def test_named_path_exists(path):
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    inside = ROOT / "generator" / "connectorsmith" / "emitters" if path == "templates/" else ROOT
    assert any(inside.glob(pattern))


def test_paths_are_found():
    assert {"specs/<id>/", "README.md", "generator/connectorsmith/cli/", "tests/test_cli.py"} <= set(PATHS)


def test_connectors_are_fresh():
    assert output_of(["connectorsmith", "build", "--check"], ROOT) == "2 packages checked; files: 17 unchanged\n"


def test_changelog_has_this_version():
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == VERSION


def test_page_of_the_gateway_has_every_option_as_it_is(expect):
    page = ROOT / "docs" / "gateway.md"
    before, heading, _ = page.read_text("utf-8").partition("| option | values, the default first |")
    rows = [
        f"| `{one.name}` | {', '.join(f'`{value}`' for value in one.values)} | {' '.join(one.description.split())} |\n"
        for one in known_options().values()
    ]
    assert heading
    expect(page, "".join([before, heading, " what it decides |\n|---|---|---|\n", *rows]))


def test_connections_and_the_case_on_the_page_of_the_gateway_are_valid():
    text = (ROOT / "docs" / "gateway.md").read_text("utf-8")
    connections, case = (block for kind, block in BLOCK.findall(text) if kind == "yaml")
    schemas = ("workspace/connections.schema.json", "connector_tests/case.schema.json")
    for written, schema in zip((connections, case), schemas, strict=True):
        document, faults = read_yaml(written, ROOT / "docs" / "gateway.md")
        checked = json.loads((ROOT / "generator" / "connectorsmith" / schema).read_text("utf-8"))
        assert [*faults, *schema_faults(document.value, checked, SPEC)] == []
