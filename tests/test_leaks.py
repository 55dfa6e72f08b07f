"""No verb shows a secret, in any format, or copies one to another file: tests/cases/secrets/leaks.yaml."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import click
import pytest
from tests.changes.repository import commit, git
from tests.transcripts import Run, write
from tests.yaml_files import yaml_value

from connectorsmith.cli._group import verbs

CASE: Final[dict[str, Any]] = yaml_value(Path(__file__).parent / "cases" / "secrets" / "leaks.yaml")
NAMES: Final = ("open", "shut", "torn")
TYPED: Final = {"argument", "backend-password", "connection-name", "environment-name", "host", "operation"}
"""Secrets that are on the command line, and in no file."""
VARIABLES: Final = {
    "CALLS_API_KEY": "variable",
    "CALLS_OTHER_KEY": "other-variable",
    "ABSENT_KEY": "absent-key",
    "ABSENT_TOKEN": "absent-token",
}
"""The environment variables of connections, with the names of their secrets."""
MADE: Final = ("connectors", "dist")
"""Folders for what is made of a spec, and says what it says."""
_MARK: Final = re.compile(r"SECRET\(([\w-]+)\)")


def secret(name: str) -> str:
    """A random text that belongs to a name: the same one in each run."""
    return base64.b64encode(hashlib.sha256(name.encode()).digest(), b"xy").decode()[:28]


def filled(text: str) -> str:
    return _MARK.sub(lambda found: secret(found[1]), text)


def forms(value: str) -> set[str]:
    """A secret as it is, in JSON, in a URL, and in base64, whatever number of bytes is before it."""
    found = {value, json.dumps(value)[1:-1], quote(value, safe="")}
    for before in range(3):
        written = base64.b64encode(bytes(before) + value.encode()).decode()
        found.add(written[(before * 8 + 5) // 6 : (before + len(value)) * 8 // 6])
    return found


SECRETS: Final = {name: forms(secret(name)) for text in map(str, [CASE]) for name in _MARK.findall(text)}


def shown(text: str) -> list[str]:
    return [name for name, known in SECRETS.items() if any(one in text for one in known)]


def runs() -> Iterator[list[str]]:
    """The runs of the case, for each name and each format."""
    for run in CASE["runs"]:
        for name in NAMES if "NAME" in run else ("",):
            for form in _forms(run[0]) if "FORM" in run else ("",):
                yield [filled(word).replace("NAME", name).replace("FORM", form) for word in run]


def _forms(verb: str) -> list[str]:
    command = verbs.get_command(click.Context(verbs), verb)
    assert command is not None
    (option,) = (one for one in command.params if one.name == "form")
    assert isinstance(option.type, click.Choice)
    return [str(one) for one in option.type.choices]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the case in a repository; temporary files are beside it."""
    root = tmp_path.resolve() / "ws"
    write(root, {path: filled(text) for path, text in CASE["files"].items()})
    shutil.make_archive(str(root / "pkg"), "zip", root, "pkg")
    for name in ("tmp", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for variable, name in VARIABLES.items():
        monkeypatch.setenv(variable, secret(name))
    monkeypatch.chdir(root)
    git("init", "-q")
    commit("first")
    return root


def held(folder: Path) -> set[tuple[str, str]]:
    """The secrets that files hold, with the files, those of git and those that are made of a spec aside."""
    found = set()
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_file() and ".git" not in path.parts and path.parts[1:2] not in [(one,) for one in MADE]:
            found |= {(path.as_posix(), name) for name in shown(file.read_bytes().decode("latin-1"))}
    return found


def test_no_secret_leaves_its_file(workspace: Path, run: Run):
    given, codes = held(workspace.parent), set()
    assert {name for _, name in given} >= SECRETS.keys() - TYPED
    for arguments in runs():
        ended = run(*arguments)
        codes.add((arguments[0], ended.code))
        assert (arguments, shown(ended.out), shown(ended.err)) == (arguments, [], [])
    assert held(workspace.parent) <= given
    succeeded = {verb for verb, code in codes if code == 0}
    assert succeeded >= {"build", "changes", "deploy", "fmt", "import", "lint", "package", "show"}
    assert codes >= {("explain", 3), ("plan", 3), ("pull", 3), ("validate", 3)}
    made = {name for file in (workspace / "dist").rglob("*.json") for name in shown(file.read_text("utf-8"))}
    assert made & {"client-secret", "hidden-default", "environment-secret", "pkg-secret"} == set()
