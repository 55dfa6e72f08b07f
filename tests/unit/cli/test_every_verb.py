"""What all verbs share: --quiet and --verbose, JSON, colours, and helps that fit a narrow terminal."""

from __future__ import annotations

import json
import re
import shutil

import click
import pytest

from connectorsmith.cli._group import verbs

VERBS = verbs.list_commands(click.Context(verbs))
WITHOUT_JSON = {
    "completion": "prints the script of a shell",
    "export": "prints a document; --report FILE.json has what it loses",
    "schema": "prints JSON already",
    "serve": "runs until it is stopped, and reports each call as it comes",
    "tutorial": "runs until it is stopped",
    "watch": "runs until it is stopped, and reports each save as it comes",
}
"""The verbs without --format json, and why."""
CALLS = {
    "build": ["build"],
    "call": ["call", "library", "FindBooks", "words=whale"],
    "changes": ["changes", "connectors/library", "library"],
    "completion": ["completion", "bash"],
    "deploy": ["deploy", "library", "--environment", "test", "--dry-run"],
    "doctor": ["doctor"],
    "explain": ["explain", "icon-is-placeholder"],
    "export": ["export", "library"],
    "fmt": ["fmt"],
    "import": ["import", "connectors/library", "--name", "copy"],
    "init": ["init", "other"],
    "lint": ["lint"],
    "list": ["list"],
    "new": ["new", "bakery"],
    "package": ["package", "library", "--kind", "zip"],
    "plan": ["plan", "library", "--environment", "test", "--live", "connectors/library"],
    "policies": ["policies"],
    "preview": ["preview", "library", "--export", "page"],
    "pull": ["pull", "library", "--environment", "test", "--live", "connectors/library", "--dry-run"],
    "rename": ["rename", "library", "FindBooks", "SearchBooks"],
    "rules": ["rules"],
    "schema": ["schema"],
    "script": ["script", "library"],
    "show": ["show", "library"],
    "test": ["test"],
    "validate": ["validate"],
}
"""A call of each verb that ends by itself, in a workspace of ``init`` whose package was built."""
ASIDE = re.compile(r"^(note: |next: |created |changed |\d+ (package|checked|file|case))|: \d+ cases?, ", re.MULTILINE)
"""What --quiet leaves out."""


@pytest.fixture
def built(root, run):
    assert run("build").code == 0
    (root / "specs" / "library" / "environments.yaml").write_text(
        "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n", "utf-8"
    )
    (root / "empty").mkdir()
    (root / "specs" / "unused").mkdir()
    return root


def options_of(verb: str) -> dict[str, click.Option]:
    command = verbs.get_command(click.Context(verbs), verb)
    assert command is not None
    return {name: one for one in command.params if isinstance(one, click.Option) for name in one.opts}


def test_every_verb_is_called_or_runs_until_it_is_stopped():
    assert {verb for verb in VERBS if verb not in CALLS} == {"serve", "tutorial", "watch"}


@pytest.mark.parametrize("verb", VERBS)
def test_verb_has_the_shared_options(verb):
    shared = ("-q", "--quiet", "-v", "--verbose")
    assert {name: options_of(verb)[name].help for name in shared} == {
        name: options_of("build")[name].help for name in shared
    }


def test_every_verb_that_reports_has_json():
    with_json = {verb for verb in VERBS if "json" in getattr(_form(verb), "choices", ())}
    assert {f"{verb} has no --format json" for verb in set(VERBS) - with_json - WITHOUT_JSON.keys()} == set()
    assert WITHOUT_JSON.keys() & with_json == set()


def _form(verb: str) -> object:
    option = options_of(verb).get("--format")
    return None if option is None else option.type


@pytest.mark.parametrize("verb", sorted(CALLS.keys() - WITHOUT_JSON.keys()))
def test_output_is_json(verb, built, run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # which JSON does not know
    ended = run(*CALLS[verb], "--format", "json")
    if ended.code != 1:
        json.loads(ended.out)
    assert ended.code in (0, 1 if verb == "script" else 0, 3), ended.err


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_quiet_leaves_out_what_is_beside_the_result(verb, built, run):
    loud, quiet = run(*CALLS[verb]), None
    again = [*CALLS[verb][:-1], f"{CALLS[verb][-1]}2"] if verb in ("import", "init", "new") else CALLS[verb]
    again = ["rename", "library", "SearchBooks", "FindBooks"] if verb == "rename" else again
    quiet = run(*again, "--quiet")
    assert quiet.code == loud.code
    assert ASIDE.findall(quiet.out + quiet.err) == []


@pytest.mark.parametrize("verb", [verb for verb in sorted(CALLS) if "--workspace" in options_of(verb)])
def test_verbose_names_the_workspace(verb, built, run):
    (built / "connectorsmith.toml").write_text("jobs = 1\n", "utf-8")
    ended = run(*CALLS[verb], "--verbose")
    assert ended.err.startswith("note: the workspace is .\nnote: the settings are those of connectorsmith.toml\n")


def test_quiet_and_verbose_exclude_each_other(root, run):
    code, _, err = run("list", "-q", "-v")
    assert (code, err.splitlines()[-1]) == (2, "Error: --quiet and --verbose exclude each other")


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_settings_place_what_the_verb_works_on(verb, built, run):
    """Every verb does the same where the parts of the workspace are in other folders, and makes none of the usual."""
    usual = run(*CALLS[verb])
    for part in ("specs", "connectors"):
        if verb in ("import", "init", "new", "rename"):  # what they have just made
            shutil.rmtree(built / "specs" / CALLS[verb][-1], ignore_errors=True)
        (built / part).rename(built / f"the {part}")
    (built / "connectorsmith.toml").write_text('[paths]\nspecs = "the specs"\nconnectors = "the connectors"\n', "utf-8")
    again = ["rename", "library", "SearchBooks", "FindBooks"] if verb == "rename" else CALLS[verb]
    again = ["init", "another"] if verb == "init" else again
    placed = run(*(word.replace("connectors/", "the connectors/") for word in again))
    assert placed.code == usual.code, placed.err
    assert [part for part in ("specs", "connectors") if (built / part).exists()] == []


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_no_color_counts_most(verb, built, run, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    ended = run(*CALLS[verb])
    assert "\x1b" not in ended.out + ended.err


COLOURED = {"call", "doctor", "lint", "list", "preview", "show"}
"""Verbs of the calls above that print something in colour or bold; the others print plain lines."""


@pytest.mark.parametrize("verb", sorted(COLOURED - {"preview"}))
def test_force_color_colours_what_is_not_a_terminal(verb, built, run, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = run(*CALLS[verb])
    assert "\x1b" not in plain.out + plain.err
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")  # what the user forces counts more
    coloured = run(*CALLS[verb])
    assert "\x1b[" in coloured.out + coloured.err


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_sentences_that_fit_80_columns(verb, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert [line for line in run(verb, "--help").out.splitlines() if len(line) > 80] == []
    command = verbs.get_command(click.Context(verbs), verb)
    assert command is not None
    texts = [command.short_help, *(one.help for one in command.params if isinstance(one, click.Option))]
    texts = [re.sub(r"\s*\[default: [^\]]*\]$", "", text or "") for text in texts]
    assert [text for text in texts if not re.match(r"[A-Z0-9*]|OpenAPI", text) or text[-1] not in ".!?…"] == []
    assert [text for text in (command.short_help or "",) if len(text) > 64] == []
