"""The rules as a whole: each says why it is there, is named for its file, and has a bad and a good case.

The codes of Microsoft's validator are all accounted for: a rule has each, or the table says why none can.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.yaml_files import yaml_value

from connectorsmith import rules
from connectorsmith.changes.verdicts import kinds
from connectorsmith.diagnostics import Rule, Severity
from connectorsmith.diagnostics.documentation import HEADINGS, documentation
from connectorsmith.exporters.openapi3.losses import export_kinds
from connectorsmith.importers.openapi3.losses import loss_kinds
from connectorsmith.lint.microsoft_messages import read_table
from connectorsmith.lint.selection import all_rules

HERE = Path(__file__).parent
CASES = HERE / "cases" / "rules"
UNIT = HERE / "unit" / "rules"
FOLDER = Path(rules.__file__).parent
KINDS = ("required", "advice")
ALL = all_rules()
CODES = yaml_value(HERE / "reference" / "validator-codes.yaml")
UNDECIDABLE = read_table("undecidable.yaml")


def test_every_file_of_the_folder_is_a_rule():
    files = {file.stem.replace("_", "-") for file in FOLDER.glob("*/[!_]*.py") if file.parent.name in KINDS}
    assert files == {rule.id for rule in ALL}


def test_rules_are_documented_under_their_headings():
    assert {rule.id: faults for rule in ALL if (faults := documentation_faults(rule))} == {}


def documentation_faults(rule: Rule) -> list[str]:
    found = documentation(rule.documentation)
    checks = {
        "no empty line below the first": rule.documentation.splitlines()[1] == "",
        "the first line ends without a period": found.offence.endswith("."),
        f"the headings are not {HEADINGS}": tuple(found.sections) == HEADINGS,
        "a heading without text": all(found.sections.values()),
        "the bad example equals the good one": found.sections.get("Bad") != found.sections.get("Good"),
    }
    return [fault for fault, holds in checks.items() if not holds]


def test_rules_say_whether_their_findings_have_fixes():
    fixing = {file.stem.replace("_", "-") for file in FOLDER.rglob("*.py") if "fixes=" in file.read_text("utf-8")}
    assert {rule.id for rule in ALL if rule.fixable} == fixing


def test_rules_have_a_bad_and_a_good_case():
    """Where a case would be a file of a megabyte, a unit test named for the rule takes its place."""
    missing = []
    for rule in ALL:
        unit = UNIT / f"test_{rule.id.replace('-', '_')}.py"
        kinds = [kind for kind in ("bad", "good") if not any((CASES / rule.id).glob(f"{kind}*.yaml"))]
        missing += [] if unit.is_file() else [f"{rule.id}/{kind}.yaml" for kind in kinds]
    assert missing == []


def test_no_case_is_of_a_rule_that_is_gone():
    assert {folder.name for folder in CASES.iterdir()} <= {rule.id for rule in ALL}


def test_codes_are_documented_ones():
    """A rule without a code names in its documentation who asks for it."""
    assert [rule.id for rule in ALL if rule.code is not None and rule.code not in CODES] == []


def test_every_documented_code_has_a_rule_or_a_reason():
    assert len(set(CODES)) == len(CODES) == 174
    decided = {rule.code for rule in ALL if rule.code is not None}
    assert sorted(decided | UNDECIDABLE.keys()) == CODES
    assert decided.isdisjoint(UNDECIDABLE)
    assert list(UNDECIDABLE) == sorted(UNDECIDABLE)
    assert all(reason.endswith(".") for reason in UNDECIDABLE.values())


def test_required_rules_are_errors():
    assert [rule.id for rule in ALL if rule.required and rule.severity != Severity.ERROR] == []


def test_no_two_rules_say_the_same():
    offences = [rule.documentation.splitlines()[0] for rule in ALL]
    assert len(offences) == len(set(offences))


def test_what_is_said_while_files_are_read_can_be_explained():
    """By the word in brackets behind a finding, of all that the cases hold."""
    texts = [file.read_text("utf-8") for file in (HERE / "cases").rglob("*.expected")]
    form = re.compile(r" \[([a-z]+(?:-[a-z0-9]+)+)\]$|\b(?:error|warning) (json-[a-z]+): ", re.MULTILINE)
    named = {one[1] or one[2] for text in texts for one in form.finditer(text)}
    assert {"json-repaired", "unused-suppression", "yaml-trap"} <= named
    assert named - {rule.id for rule in ALL} - kinds().keys() - loss_kinds().keys() - export_kinds().keys() <= set(
        read_table("readings.yaml")
    )
