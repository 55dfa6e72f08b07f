"""Two faults at different keys of one part of a spec are both reported in one run, whichever stage finds each."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from connectorsmith.diagnostics.rule import rule_ids
from connectorsmith.rules import required
from connectorsmith.rules.looks_for import listed
from connectorsmith.workspace.open_everywhere import open_everywhere
from connectorsmith.workspace.targets import spec_target

CASES = Path(__file__).parents[2] / "cases" / "independent-faults" / "single.yaml"
TABLE = yaml.load(CASES.read_text("utf-8"), yaml.BaseLoader)
PARTS = {part: table["faults"] for part, table in TABLE.items()}
PAIRS = [(part, *pair) for part, faults in PARTS.items() for pair in combinations(sorted(faults), 2)]


@pytest.mark.parametrize("part", TABLE)
def test_the_spec_without_faults_is_sound(part, tmp_path):
    assert messages(tmp_path, TABLE[part]["spec"]) == []


@pytest.mark.parametrize(("part", "fault"), [(part, fault) for part, faults in PARTS.items() for fault in faults])
def test_each_fault_alone(part, fault, tmp_path):
    assert messages(tmp_path, changed(part, fault)) == [PARTS[part][fault]["message"]]


@pytest.mark.parametrize(("part", "one", "other"), PAIRS)
def test_both_faults_of_a_pair(part, one, other, tmp_path):
    found = messages(tmp_path, changed(part, one, other))
    assert sorted(found) == sorted(PARTS[part][name]["message"] for name in (one, other))


def test_what_each_required_rule_looks_for_is_listed():
    assert {*rule_ids(required)} - {*listed()} == set()


def changed(part, *faults):
    """The spec of a part with some of its faults."""
    text = TABLE[part]["spec"]
    for name in faults:
        old, new = PARTS[part][name]["edit"]
        assert text.count(old) == 1, f"{part}, {name}: {old!r} is in the spec {text.count(old)} times"
        text = text.replace(old, new)
    return text


def messages(folder, text):
    (folder / "shop.yaml").write_text(text, "utf-8")
    return [one.message for one in open_everywhere(spec_target("shop", [folder / "shop.yaml"])).diagnostics]
