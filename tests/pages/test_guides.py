"""The guides and explanations: every command is run, in a new workspace for each page, and every YAML block is valid.

A block whose first line is a comment with a path is a file of the workspace.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml
from tests.transcripts import on_terminal

from connectorsmith.cli._group import verbs
from connectorsmith.runtime.trace import Kind

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PAGES = [*GUIDES, *sorted((ROOT / "docs" / "explanation").glob("*.md"))]
TUTORIAL = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:#|//) ([\w./-]+\.\w+)\n")
INLINE = re.compile(r"`connectorsmith (\w+)([^`]*)`")
"""A command in a sentence, which is not run."""
USED = re.compile(r"(?:\.lint-action/|- template: )(\S+)")
"""A file of this repository that a definition of CI uses."""
PARCELS = """\
info: {{title: Parcels, version: "1.0", description: Follows parcels on their way to the customer.}}
host: api.parcels.example
basePath: /
schemes: [https]
actions:
  GetParcel: {{call: GET /parcels, summary: {summary}, responses: {{200: {{description: The parcel.}}}}}}
"""


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def prepare_portal_edits(root: Path, run) -> None:
    """A connector of which the portal has another text."""
    write(root, "specs/parcels.yaml", PARCELS.format(summary="Find a parcel"))
    assert run("build", "parcels", "--out", "downloaded").code == 0
    write(root, "specs/parcels.yaml", PARCELS.format(summary="Get a parcel"))
    write(root, "specs/parcels/environments.yaml", "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_prints_what_the_guide_shows(page, root, run, expect, request):
    if page.stem == "custom-code":
        request.getfixturevalue("mono")
    if page.stem == "portal-edits":
        prepare_portal_edits(root, run)

    def anew(block: re.Match[str]) -> str:
        kind, shown = block.groups()
        file = FILE.match(shown)
        if file is not None:
            write(root, file[1], shown[file.end() :])
        if kind == "console":
            shown = "".join(session(line, run) for line in re.findall(r"^\$ (.*)\n", shown, re.MULTILINE))
        return f"```{kind}\n{shown}```"

    made = BLOCK.sub(anew, page.read_text("utf-8"))
    expect(page, made.replace(str(root), "."))


def session(line: str, run) -> str:
    """A command with what a terminal shows of it."""
    program, *arguments = shlex.split(line)
    assert program == "connectorsmith"
    return f"$ {line}\n{on_terminal(run, arguments)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_yaml_block_is_a_file_that_is_checked(page):
    blocks = BLOCK.findall(page.read_text("utf-8"))
    assert {kind for kind, _ in blocks} <= {"console", "yaml", "csharp", "text"}
    commands = "".join(shown for kind, shown in blocks if kind == "console")
    for file, shown in ((FILE.match(shown), shown) for kind, shown in blocks if kind == "yaml"):
        assert isinstance(yaml.safe_load(shown), dict)
        assert [used for used in USED.findall(shown) if not (ROOT / used).exists()] == []
        assert not file[1].startswith("specs/") or re.search("connectorsmith (validate|build|changes|call) ", commands)


@pytest.mark.parametrize("page", [*PAGES, *TUTORIAL], ids=lambda page: page.stem)
def test_commands_in_sentences_exist(page):
    for name, options in INLINE.findall(page.read_text("utf-8")):
        verb = verbs.get_command(click.Context(verbs), name)
        assert verb is not None, name
        known = {option for parameter in verb.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", options)) <= known, name


def test_every_guide_is_listed():
    listed = re.findall(r"\((?:guides|explanation)/([\w-]+)\.md\)", (ROOT / "docs" / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(page.stem for page in PAGES)


def test_picture_of_a_request_has_the_steps_of_a_trace_in_their_order():
    text = (ROOT / "docs" / "explanation" / "request.md").read_text("utf-8")
    (picture,) = (shown for kind, shown in BLOCK.findall(text) if kind == "text")
    drawn = re.findall(r"^ +([a-z]+)  ", picture, re.MULTILINE)
    traced = re.findall(r"^ ?\d+ ([a-z]+) ", text, re.MULTILINE)
    assert [word for word in drawn if word not in ("platform", "script")] == traced
    assert set(drawn) <= set(get_args(Kind))
