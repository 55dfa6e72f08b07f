"""The rules about policies and limits find exactly what their case files say, and nothing in the examples."""

from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import SPEC, Rule, Severity
from connectorsmith.language.policy_templates import catalogue
from connectorsmith.lint.selection import all_rules
from connectorsmith.model import Connector, Limit, Operation, PathItem, Policy, Properties

FOLDER = Path(__file__).parents[2] / "cases" / "policies" / "rules"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml_value(file)
]
RULES = sorted(file.stem for file in FOLDER.glob("*.yaml"))


def rule(name: str) -> Rule:
    return next(rule for rule in all_rules() if rule.id == name)


def policy(index: int, words: dict) -> Policy:
    """A policy from the words of a spec."""
    own = {key: words[key] for key in ("template", "title", "type", "section") if key in words}
    operations = tuple(words["operations"]) if "operations" in words else None
    rest = {key: value for key, value in words.items() if key not in own and key != "operations"}
    return Policy(**own, operations=operations, parameters=rest, at=SPEC / "policies" / index)


def connector(case: dict) -> Connector:
    limits = (Limit(**words, at=SPEC / "throttling" / index) for index, words in enumerate(case.get("limits", ())))
    items = {f"/{name}": PathItem({"get": Operation("get", f"/{name}", name)}) for name in case.get("operations", ())}
    policies = tuple(policy(index, words) for index, words in enumerate(case.get("policies", ())))
    return Connector("case", paths=items, properties=Properties(policies=policies), limits=tuple(limits))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name, case):
    found = [
        {"at": str(finding.at), "message": finding.message, "hint": finding.hint}
        for finding in rule(name).check(connector(case))
    ]
    assert found == [{"hint": None, **expected} for expected in case["findings"]]


@pytest.mark.parametrize("name", [name for name in RULES if name != "policy-names-unknown-operation"])
def test_rule_stops_a_build(name):
    found = rule(name)
    assert (found.id, found.severity, found.required) == (name, Severity.ERROR, True)


@pytest.mark.parametrize("name", RULES)
def test_connector_without_properties_has_no_findings(name):
    assert list(rule(name).check(Connector("empty", paths=None))) == []


@pytest.mark.parametrize("template", catalogue().templates.values(), ids=lambda template: template.id)
def test_example_of_the_catalogue_passes(template):
    case = {"policies": [template.example], "operations": template.example.get("operations", ())}
    assert [finding for name in RULES for finding in rule(name).check(connector(case))] == []


def test_example_of_a_limit_passes():
    assert list(rule("limit-out-of-range").check(connector({"limits": [catalogue().throttling.example]}))) == []
