"""What shells complete, in the protocol of click and in that of PowerShell."""

from __future__ import annotations

import re

import click
import pytest

from connectorsmith.cli._group import verbs


@pytest.fixture
def offered(run, monkeypatch):
    """What bash offers for a line whose last word is being typed."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_CONNECTORSMITH_COMPLETE", "bash_complete")
        return [one.partition(",")[2] for one in run().out.splitlines() if one]

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("connectorsmith bui", ["build"]),
        ("connectorsmith build ", ["library"]),
        ("connectorsmith changes li", ["library"]),
        ("connectorsmith show library find", ["FindBooks"]),
        ("connectorsmith call library R", ["ReserveBook"]),
        ("connectorsmith call library ", ["FindBooks", "GetBranches", "ReserveBook"]),
        ("connectorsmith test --operation F", ["FindBooks"]),
        ("connectorsmith call nowhere F", []),
        ("connectorsmith plan library --environment ", []),
        ("connectorsmith explain scheme-not", ["scheme-not-https"]),
        ("connectorsmith policies sethe", ["setheader"]),
        ("connectorsmith lint --profile c", ["certified", "custom"]),
        ("connectorsmith lint --select icon-is", ["icon-is-placeholder"]),
        ("connectorsmith lint --ignore scheme-not-https,icon-is", ["scheme-not-https,icon-is-placeholder"]),
        ("connectorsmith export l", ["library"]),
        ("connectorsmith preview l", ["library"]),
        ("connectorsmith script library --run Get", ["GetBranches"]),
        ("connectorsmith explain --connector l", ["library"]),
        ("connectorsmith rename library FindB", ["FindBooks"]),
    ],
)
def test_values_are_offered(line, words, root, offered):
    assert offered(line) == words


@pytest.mark.parametrize("section", ["5", "[GetBranches]", "text", '{5: {}, "Find\\x1bBooks": {}}'])
def test_specs_that_are_half_written_offer_what_can_be_shown(section, root, offered):
    (root / "specs" / "library" / "actions.yaml").write_text(f"actions: {section}\nenvironments: {section}\n", "utf-8")
    assert offered("connectorsmith show library Find") == []
    assert offered("connectorsmith build --environment ") == (["5"] if section.startswith("{") else [])


NEW = {("rename", "NEW"), ("new", "OPERATION"), ("import", "ID"), ("call", "--connection"), ("test", "--connection"),
       ("call", "--tool"), ("deploy", "--connector-id")}  # fmt: skip
"""What is named for the first time, or is in a file of this machine."""
NAMED = re.compile(r"\b(NAME|ENV|OPERATION|OLD|NEW|RULE|ID)\b")


def test_every_name_that_can_be_typed_is_offered():
    """Of connectors, operations, environments, rules and policy templates, as arguments and as options."""
    context = click.Context(verbs)
    for verb in verbs.list_commands(context):
        command = verbs.get_command(context, verb)
        for parameter in command.params:
            shown = f"{parameter.metavar or parameter.name.upper()}"
            kind = next(iter(NAMED.findall(shown)), None)
            is_flag = getattr(parameter, "is_flag", False)
            if kind is None or is_flag or "=" in shown or isinstance(parameter.type, click.Choice):
                continue
            if {(verb, kind), (verb, parameter.opts[0])} & NEW:
                continue
            assert parameter._custom_shell_complete is not None, f"{verb} {parameter.opts[0]} {shown}"


def test_environments_are_offered(root, offered):
    connector = root / "specs" / "library" / "connector.yaml"
    connector.write_text(f"{connector.read_text('utf-8')}environments: {{test: {{titleSuffix: ' (test)'}}}}\n", "utf-8")
    assert offered("connectorsmith deploy library --environment t") == ["test"]


def test_broken_spec_offers_nothing(root, offered):
    (root / "specs" / "library" / "actions.yaml").write_text("actions: [", "utf-8")
    assert offered("connectorsmith show library F") == []
    assert offered("connectorsmith show li") == ["library"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_script_asks_with_the_variable_that_is_answered(shell, run):
    code, out, err = run("completion", shell)
    assert (code, err) == (0, "")
    assert "_CONNECTORSMITH_COMPLETE" in out
    assert f"{shell}_complete" in out


@pytest.mark.parametrize(
    ("typed", "word", "words"),
    [("connectorsmith bui", "bui", ["build"]), ("connectorsmith build ", "", ["library"])],
)
def test_power_shell(typed, word, words, root, run, monkeypatch):
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_WORD", word)
    monkeypatch.setenv("_CONNECTORSMITH_COMPLETE", "powershell_complete")
    assert run().out.split() == words


def test_without_a_command_the_way_in_is_shown(run):
    code, out, err = run()
    assert (code, err, out.count("\n")) == (0, "", 5)
    assert "connectorsmith init" in out


def test_short_helps_are_whole_sentences(run):
    lines = run("--help").out.partition("Commands:\n")[2].splitlines()
    assert len(lines) > 20
    assert [line for line in lines if not line.endswith(".") or line.endswith("...") or len(line) > 80] == []
