"""The rules as a whole: each says why it is there, is named for its file, and is broken by at least one case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connectorsmith import rules
from connectorsmith.diagnostics import Severity, discover

CASES = Path(__file__).parent / "cases"
UNIT = Path(__file__).parent / "unit" / "rules"
FOLDER = Path(rules.__file__).parent
ALL = discover(rules)
BROKEN = set(
    re.findall(r"\[([a-z0-9-]+)\]$", "".join(f.read_text("utf-8") for f in (CASES / "broken").glob("*.expected")), re.M)
)

every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)


def test_every_file_of_the_folder_is_a_rule():
    files = {file.stem.replace("_", "-") for file in FOLDER.glob("[!_]*.py")}
    assert files == {rule.id for rule in ALL}


@every_rule
def test_rule_names_the_offence_and_gives_reason_cure_and_source(rule):
    offence, blank, *rest = rule.documentation.splitlines()
    assert (offence.endswith("."), blank) == (True, "")
    headings = [match[1] for line in rest if (match := re.match(r"([A-Z][a-z]+): \S", line))]
    assert headings[:3] == ["Why", "Write", "Source"]


@every_rule
def test_rule_is_broken_by_a_case(rule):
    alone = CASES / "rules" / rule.id
    policies = CASES / "policies" / "rules" / f"{rule.id}.yaml"
    unit = UNIT / f"test_{rule.id.replace('-', '_')}.py"  # where a case would be a file of a megabyte
    assert rule.id in BROKEN or any(alone.glob("bad*.yaml")) or policies.is_file() or unit.is_file()


@every_rule
def test_rule_that_stops_a_build_is_an_error(rule):
    assert rule.severity == Severity.ERROR or not rule.gate


def test_no_two_rules_say_the_same():
    offences = [rule.documentation.splitlines()[0] for rule in ALL]
    assert len(offences) == len(set(offences))
