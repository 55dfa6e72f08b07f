"""The rules as a whole: each says why it is there, is named for its file, and has a bad and a good case.

The codes of Microsoft's validator are all accounted for: a rule has each, or the table says why none can.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from connectorsmith import rules
from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.documentation import HEADINGS, documentation
from connectorsmith.lint.microsoft_messages import read_table
from connectorsmith.lint.selection import all_rules

HERE = Path(__file__).parent
CASES = HERE / "cases" / "rules"
UNIT = HERE / "unit" / "rules"
FOLDER = Path(rules.__file__).parent
KINDS = ("required", "advice")
ALL = all_rules()
CODES = yaml.safe_load((HERE / "reference" / "validator-codes.yaml").read_text("utf-8"))
UNDECIDABLE = read_table("undecidable.yaml")

every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)


def test_every_file_of_the_folder_is_a_rule():
    files = {file.stem.replace("_", "-") for file in FOLDER.glob("*/[!_]*.py") if file.parent.name in KINDS}
    assert files == {rule.id for rule in ALL}


@every_rule
def test_rule_is_documented_under_its_headings(rule):
    said = documentation(rule.documentation)
    assert rule.documentation.splitlines()[1] == ""
    assert said.offence.endswith(".")
    assert tuple(said.sections) == HEADINGS
    assert [heading for heading, text in said.sections.items() if not text] == []
    assert said.sections["Bad"] != said.sections["Good"]


@every_rule
def test_rule_has_a_bad_and_a_good_case(rule):
    alone = CASES / rule.id
    unit = UNIT / f"test_{rule.id.replace('-', '_')}.py"  # where a case would be a file of a megabyte
    assert (any(alone.glob("bad*.yaml")) and any(alone.glob("good*.yaml"))) or unit.is_file()


def test_no_case_is_of_a_rule_that_is_gone():
    assert {folder.name for folder in CASES.iterdir()} <= {rule.id for rule in ALL}


@every_rule
def test_code_is_one_that_is_documented(rule):
    """A rule without a code says with its source who asks for it."""
    assert rule.code is None or rule.code in CODES


def test_every_documented_code_has_a_rule_or_a_reason():
    assert len(set(CODES)) == len(CODES) == 174
    decided = {rule.code for rule in ALL if rule.code is not None}
    assert sorted(decided | UNDECIDABLE.keys()) == CODES
    assert decided.isdisjoint(UNDECIDABLE)
    assert list(UNDECIDABLE) == sorted(UNDECIDABLE)
    assert all(reason.endswith(".") for reason in UNDECIDABLE.values())


@every_rule
def test_rule_that_stops_a_build_is_an_error(rule):
    assert rule.severity == Severity.ERROR or not rule.required


def test_no_two_rules_say_the_same():
    offences = [rule.documentation.splitlines()[0] for rule in ALL]
    assert len(offences) == len(set(offences))


def test_what_is_said_while_files_are_read_can_be_explained():
    """By the word in brackets behind a finding, of all that the cases hold."""
    texts = [file.read_text("utf-8") for file in (HERE / "cases").rglob("*.expected")]
    form = re.compile(r" \[([a-z]+(?:-[a-z0-9]+)+)\]$|\b(?:error|warning) (json-[a-z]+): ", re.MULTILINE)
    said = {one[1] or one[2] for text in texts for one in form.finditer(text)}
    assert {"json-repaired", "unused-suppression", "yaml-trap"} <= said
    assert said - {rule.id for rule in ALL} <= set(read_table("readings.yaml"))
