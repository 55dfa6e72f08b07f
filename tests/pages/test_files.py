"""The page of files, variables and exit codes lists those that the code has, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from connectorsmith import load, render
from connectorsmith.cli import _options
from connectorsmith.errors import ConnectorsmithError, ContentError
from connectorsmith.platform.paconn import VARIABLE
from connectorsmith.server.shared_state import DEFAULT
from connectorsmith.source.read_files import ASSETS
from connectorsmith.workspace import configuration, connections_file, layout
from connectorsmith.workspace.init import plan_init

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
PAGE = {title: part for title, _, part in (one.partition("\n") for one in TEXT.split("\n## ")[1:])}
READ = re.compile(r"""environ(?:\.get)?[(\[]\s*"([A-Z_]+)\"""")
"""A variable that is read by its name."""
OF_SHELLS = {"_CONNECTORSMITH_COMPLETE", "COMP_WORD", "COMP_WORDS"}
"""What the scripts of `completion` set."""
OF_PACONN = {"CONNECTORSMITH_NOTES", "CONNECTORSMITH_WORK"}
"""What the process of paconn gets from ours."""


def first_cells(title: str) -> set[str]:
    return set(re.findall(r"^\| `?([^`|]+?)`? \|", PAGE[title], re.MULTILINE)) - {"file", "variable", "code", "---"}


def test_files(tmp_path):
    beside = {layout.DEPLOYMENTS, layout.ACCEPTED, layout.CHANGELOG, *ASSETS, "*.yaml", "tests/*.yaml"}
    wanted = {f"specs/<id>/{name}" for name in beside}
    rendered = {re.sub(r"^policies/.*", "policies/**/policy.xml", name) for name in render(load("oneflow", ROOT))}
    wanted |= {f"connectors/<id>/{name}" for name in {*rendered, "environments/"}}
    wanted |= {connections_file.NAME.as_posix(), DEFAULT.as_posix(), ".connectorsmith/lint.yaml", configuration.NAME}
    planned = {change.path.relative_to(tmp_path).as_posix() for change in plan_init(tmp_path)}
    wanted |= {name for name in planned if not name.startswith("specs/library/")}
    assert first_cells("Files of a workspace") == wanted | {"policies/*.yaml", "dist/"}


def test_variables():
    texts = [file.read_text("utf-8") for file in (ROOT / "generator").rglob("*.py")]
    found = {name for text in texts for name in READ.findall(text)} | {VARIABLE}
    assert first_cells("Environment variables") == found - OF_SHELLS - OF_PACONN


def test_exit_codes():
    assert first_cells("Exit codes") == {"0", "1", "2", "3"}
    assert (ConnectorsmithError.exit_code, ContentError.exit_code, _options.FINDINGS) == (1, 3, 3)
