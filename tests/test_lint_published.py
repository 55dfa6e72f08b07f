"""What lint says of the published Oneflow and WorkPoint: the defects that are known, and the whole list of findings.

``cases/published/<id>.findings`` has severity, rule and place of each; ``pytest --update`` writes it.
"""

from __future__ import annotations

import json
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest

from connectorsmith.lint.run import LintResult, lint
from connectorsmith.lint.selection import Selection
from connectorsmith.lint.targets import lint_targets

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT.parent / "shared" / "corpus" / "certified-connectors"
CASES = Path(__file__).parent / "cases" / "published"
CONNECTORS = {"oneflow": "Oneflow", "workpoint": "WorkPoint"}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PUBLISHED.is_dir(), reason="../shared/corpus is not here"),
]

KNOWN = {
    "oneflow": [
        ("webhook-lost-on-dynamic-host", "/paths/~1webhooks/post"),
        ("webhook-lost-on-dynamic-host", "/paths/~1webhooks/post"),
        ("policy-sets-parameter", "/properties/policyTemplateInstances/1/parameters/x-ms-apimTemplateParameter.name"),
        ("connection-default-not-allowed", "/properties/connectionParameters/instance_url/defaultValue"),
        (
            "dynamic-extensions-disagree",
            "/paths/~1contracts~1parties~1create/post/parameters/1/x-ms-dynamic-list/itemTitlePath",
        ),
    ],
    "workpoint": [
        ("trigger-summary-without-when", "/paths/~1api~1webhookproxy/post/summary"),
        ("webhook-without-location", "/paths/~1api~1webhookproxy/post/responses"),
    ],
}
"""Defects that a reader of the files found; those of the script are cases of their own, since it is not there."""


@pytest.mark.parametrize("name", CONNECTORS)
def test_known_defects_are_found(name):
    found = {(one.rule, str(one.at)) for one in linted(PUBLISHED / CONNECTORS[name]).diagnostics}
    assert [defect for defect in KNOWN[name] if defect not in found] == []


@pytest.mark.parametrize("name", CONNECTORS)
def test_all_findings(name, expect):
    lines = sorted(
        f"{one.severity.word} {one.rule} {one.at}\n" for one in linted(PUBLISHED / CONNECTORS[name]).diagnostics
    )
    expect(CASES / f"{name}.findings", "".join(lines))


@pytest.mark.parametrize("name", CONNECTORS)
def test_pointers_lead_to_what_the_files_have(name):
    files = {file.stem.partition(".")[0]: file for file in (PUBLISHED / CONNECTORS[name]).glob("api*.json")}
    written = {label: json.loads(file.read_text("utf-8-sig")) for label, file in files.items()}
    diagnostics = linted(PUBLISHED / CONNECTORS[name]).diagnostics
    found = [one.at for one in diagnostics if one.at is not None and one.at.document in written]
    assert len(found) > 50
    for at in found:
        reduce(getitem, at.keys, written[at.document])  # raises KeyError or IndexError


@pytest.mark.parametrize("name", CONNECTORS)
def test_our_own_have_none_of_them(name):
    diagnostics = [one for one in linted(ROOT / "specs" / name).diagnostics if one.severity.word != "info"]
    assert diagnostics == []


def linted(path: Path) -> LintResult:
    (target,) = lint_targets([str(path)], ROOT)
    return lint(target, Selection(profile="certified"))
