"""Scripts are compiled against what the platform has; a line that needs a newer .NET is refused, with the reason."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from tests.scripts.cases import Bench, load

from connectorsmith.custom_code.compile_script import NEWER, compile_script
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.model.script import SCRIPT
from connectorsmith.source.yaml.read import read_yaml

CURES = files("connectorsmith.custom_code") / "harness" / "newer-members.json"
LINES = load(Path(__file__).parents[1] / "cases" / "custom-code" / "net-standard.yaml")


def script(lines: list[str]) -> str:
    """A script with one method for each line; statements that are only a value are assigned."""
    methods = "".join(f"void L{number}(string text) {{ {_statement(line)} }}\n" for number, line in enumerate(lines))
    return f"public abstract class Script : ScriptBase {{\n{methods}}}\n"


def _statement(line: str) -> str:
    """A line as a statement: what it computes is kept, since C# allows no bare value."""
    code = line.partition("//")[0].strip()
    return code if " = " in code else f"var value = {code}"


@pytest.fixture(scope="module")
def faults(bench: Bench):
    """The faults of all lines, by line."""
    written = {"Refused": script(LINES["refused"]), "Accepted": script(LINES["accepted"])}
    return bench.runner.compile(written)[1]


@pytest.mark.parametrize(("number", "line"), list(enumerate(LINES["refused"])), ids=LINES["refused"])
def test_newer_member_is_refused_at_its_line(number, line, faults):
    found = [fault for fault in faults if (fault.script, fault.line) == ("Refused", number + 2)]
    assert found
    assert all(fault.newer for fault in found)


def test_members_of_net_standard_are_accepted(faults):
    assert [(LINES["accepted"][fault.line - 2], fault.message) for fault in faults if fault.script == "Accepted"] == []


def test_author_reads_why(bench, tmp_path):
    text = script(['text.Split("\\n");', "Tusk.Run();"])
    written = ScriptText(text, {number: (SCRIPT, number) for number in range(1, 6)})
    document, _ = read_yaml("a: b\n", tmp_path / "connector.yaml")
    first, second = compile_script(bench.runner, written, document, tmp_path).diagnostics
    assert first.span.line == 2
    assert first.hint == NEWER + ': write text.Split(new[] {"\\n"}, StringSplitOptions.None)'
    assert (second.span.line, second.hint) == (3, None)


def test_every_newer_member_has_a_cure(bench, tmp_path):
    text = script(LINES["refused"])
    written = ScriptText(text, {number: (SCRIPT, number) for number in range(1, text.count("\n") + 2)})
    document, _ = read_yaml("a: b\n", tmp_path / "connector.yaml")
    found = compile_script(bench.runner, written, document, tmp_path).diagnostics
    cured = {LINES["refused"][one.span.line - 2] for one in found if ": write " in one.hint}
    assert set(LINES["refused"]) - cured == set()


def test_cures_are_accepted(bench):
    cures = [*json.loads(CURES.read_text("utf-8")).values()]
    methods = "".join(f"void L{number}() {{ {_as_statement(cure)}; }}\n" for number, cure in enumerate(cures))
    text = f"public abstract class Script : ScriptBase {{\n{methods}{LINES['variables']}}}\n"
    faults = bench.runner.compile({"Cures": text})[1]
    assert [(cures[fault.line - 2], fault.message) for fault in faults] == []


def _as_statement(cure: str) -> str:
    return cure if cure.startswith("if ") else f"var made = {cure}"
