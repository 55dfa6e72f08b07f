"""Every verb as it is called: what it prints, where, and its exit code; and that no fault ever ends in a traceback."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from tests.transcripts import fails, transcript
from tests.yaml_files import yaml_value

from connectorsmith.cli._group import verbs
from connectorsmith.version import VERSION

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "cli").glob("*.yaml"))
VERBS = verbs.list_commands(click.Context(verbs))
ELSEWHERE = {
    "changes": "cases/changes",
    "completion": "unit/cli/test_completion.py",
    "doctor": "unit/doctor",
    "rules": "test_lint.py",
    "watch": "unit/cli/test_watch.py",
}
"""Verbs that are tested in another place."""
COMMAND = [sys.executable, "-m", "connectorsmith"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_transcript(case, root, run, monkeypatch, expect):
    """The commands of a case, one after the other in one workspace, with everything they print."""
    expect(case.with_suffix(".expected"), transcript(yaml_value(case), root, run, monkeypatch))


def test_every_verb_has_a_case():
    folders = ("cli", "deploy", "published")
    texts = [file.read_text("utf-8") for folder in folders for file in (HERE / "cases" / folder).glob("*.expected")]
    called = set(re.findall(r"^\$ connectorsmith (\w+)", "\n".join(texts), re.MULTILINE)) | {*ELSEWHERE}
    assert [place for place in ELSEWHERE.values() if not (HERE / place).exists()] == []
    assert {f"no case in tests/cases/cli/ calls `connectorsmith {verb}`" for verb in set(VERBS) - called} == set()


def test_transcripts_meet_every_exit_code():
    codes = {line for case in CASES for line in case.with_suffix(".expected").read_text("utf-8").splitlines()}
    assert {"= 0", "= 1", "= 2", "= 3"} <= codes


def test_help_names_every_verb_and_says_when_it_fails(run):
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert [verb for verb in VERBS if f"\n  {verb} " not in out] == []
    assert "Exit codes: 0 clean, 1 the tool failed, 2 wrong usage, 3 findings." in out


def command_of(verb: str) -> click.Command:
    return verbs.get_command(click.Context(verbs), verb)


@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches(verb, run):
    code, out, err = run(verb, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: connectorsmith {verb} ")
    assert f"\n    connectorsmith {verb}" in out.partition("Example")[2]
    options = [parameter for parameter in command_of(verb).params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_misspelt_verb(run):
    code, out, err = run("biuld")
    assert (code, out) == (2, "")
    assert err.endswith("No such command 'biuld'. Did you mean build?\n")


def test_check_shows_what_is_stale(root, run):
    assert run("build").code == 0
    settings = root / "connectors" / "library" / "settings.json"
    fresh = settings.read_text("utf-8")
    settings.write_text(fresh.replace('"icon": "icon.png"', '"icon": "logo.png"'), "utf-8")
    code, out, err = run("build", "--check")
    assert (code, err) == (3, "stale: run connectorsmith build, and commit what it writes\n")
    assert [line for line in out.splitlines() if line[0] in "+-"] == [
        "--- library/settings.json (on disk)",
        "+++ library/settings.json (generated)",
        '-  "icon": "logo.png",',
        '+  "icon": "icon.png",',
    ]
    assert "logo.png" in settings.read_text("utf-8")


def test_version(run):
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out == f"connectorsmith {version('connectorsmith')}\n" == f"connectorsmith {VERSION}\n"


@pytest.mark.parametrize("arguments", [["list"], ["show", "library"], ["show", "library", "FindBooks"]], ids="-".join)
def test_json_says_what_the_text_says(arguments, root, run):
    messages = json.loads(run(*arguments, "--format", "json").out)
    text = " ".join(run(*arguments).out.split())
    labels = [row["label"] for row in messages["inputs"]] if "inputs" in messages else []
    for value in labels or [entry["id"] for entry in (messages if isinstance(messages, list) else messages["actions"])]:
        assert value in text


def test_schema_is_json(run):
    assert json.loads(run("schema").out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_definition_that_the_last_validator_refuses_is_not_written(root, run, monkeypatch):
    refused = b'{"swagger": "2.0", "info": {"title": "x", "version": "1"}, "paths": {"x": {}}}'
    monkeypatch.setattr("connectorsmith.workspace.build.render", lambda _: {"apiDefinition.swagger.json": refused})
    code, out, err = run("build")
    assert code == 3
    assert ": error: the generated definition is not valid Swagger 2.0: " in out
    assert err == "not built: library; correct the specs first\n"
    assert not (root / "connectors" / "library").exists()


@pytest.mark.parametrize(
    "arguments", [["schema"], ["list"], ["validate"], ["--help"], ["list", "--help"], ["--version"]], ids="-".join
)
def test_reader_that_goes_away(arguments, root):
    read, write = os.pipe()
    os.close(read)  # before the process can print
    with os.fdopen(write, "wb") as output:
        process = subprocess.run([*COMMAND, *arguments], stdout=output, stderr=subprocess.PIPE, cwd=root, check=False)
    assert process.stderr == b""
    assert process.returncode == 141  # 128 and SIGPIPE, by which other programs end then


@pytest.mark.parametrize("arguments", [["schema"], ["list"], ["show", "library"], ["validate"]], ids="-".join)
def test_output_that_is_full_or_closed(arguments, root):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, ended.stderr) == (1, "error: cannot write the output: No space left on device\n")
    closed = f"exec {shlex.join([*COMMAND, *arguments])} >&-"
    ended = subprocess.run(["sh", "-c", closed], stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_current_folder_that_is_gone(root):
    (root / "gone").mkdir()
    ended = subprocess.run(
        ["sh", "-c", f"cd gone; rmdir ../gone; exec {shlex.join([*COMMAND, 'list'])}"], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (1, "error: the current folder was removed\n")


def test_forbidden_path(root, run, monkeypatch):
    run("--version")
    monkeypatch.setattr(Path, "is_dir", fails(PermissionError(13, "Permission denied", "specs/library")))
    assert run("validate", "specs/library") == (1, "", "error: cannot use specs/library: Permission denied\n")


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """What a command prints on a terminal of its own."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    given = kept | {"PYTHONUTF8": "1", "TERM": "xterm"} | environment
    with subprocess.Popen([*COMMAND, *arguments], stdin=theirs, stdout=theirs, env=given) as process:
        os.close(theirs)
        messages = b""
        try:
            while part := os.read(ours, 65536):
                messages += part
        except OSError:  # Linux says so when the other side has closed
            pass
        assert process.wait() == 0
    os.close(ours)
    return messages.decode()


def test_terminal_gets_colours_and_lines(root):
    messages = on_a_terminal(["list"])
    assert "\x1b[1mid" in messages
    assert "\u2500\u2500" in messages


def test_no_color(root):
    messages = on_a_terminal(["list"], NO_COLOR="1")
    assert "\x1b" not in messages
    assert "\u2500\u2500" in messages


def test_terminal_without_colours(root):
    assert "\x1b" not in on_a_terminal(["list"], TERM="dumb")


def test_colours_that_the_user_wants_in_a_pipe(root, run, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in run("list").out
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert "\x1b" not in run("list").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("list").out


def test_pipe_gets_plain_ascii(root, run):
    assert run("list").out.isascii()
    assert run("show", "library", "FindBooks").out.isascii()


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_tables_are_as_wide_as_the_terminal(columns, root, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("show", "library").out.splitlines()
    assert max(map(len, lines)) <= columns
    assert max(map(len, lines)) > columns / 2


PROBE = """
import contextlib, io, sys
from connectorsmith.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
heavy = {"PIL", "jinja2", "jsonschema", "jsonschema_rs", "openapi_spec_validator", "ruamel", "yaml"}
print(*sorted(heavy & set(sys.modules)))
"""
HEAVY = {
    "--version": "",
    "--help": "",
    "build --help": "",
    "schema": "",
    "validate": "jsonschema_rs yaml",
    "build --check": "PIL jinja2 jsonschema_rs yaml",
    "list": "PIL jinja2 jsonschema_rs yaml",
}
"""What takes long to import, by the command that needs it."""


@pytest.mark.parametrize("line", HEAVY)
def test_imports_only_what_it_needs(line, root, run):
    assert run("build").code == 0
    found = subprocess.run([sys.executable, "-c", PROBE, *line.split()], capture_output=True, text=True, check=True)
    assert (found.stdout.strip(), found.stderr) == (HEAVY[line], "")
