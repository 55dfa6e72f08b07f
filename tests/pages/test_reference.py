"""The generated pages of the reference: what the code says, complete, with examples that are valid."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
from tests.pages import cases, custom_code, policies, recipes
from tests.pages.markdown import headings
from tests.unit.runtime.effect_case import outcome

from connectorsmith.cli._group import verbs
from connectorsmith.connector_tests.read_cases import schema
from connectorsmith.diagnostics import SPEC
from connectorsmith.language import policy_expression
from connectorsmith.language.policy_expression import policy_parts
from connectorsmith.language.read import read_connector
from connectorsmith.language.recipe_expression import ARGUMENTS, recipe_parts
from connectorsmith.language.schema import check_language
from connectorsmith.language.words import form, resolved
from connectorsmith.lint.selection import all_rules
from connectorsmith.model.script import KINDS
from connectorsmith.source.schema_faults import schema_faults
from connectorsmith.source.yaml.read import read_yaml

DOCS = Path(__file__).parents[2] / "docs"


def sections(name: str) -> list[str]:
    return headings((DOCS / "reference" / f"{name}.md").read_text("utf-8"))


def test_every_command_every_rule_and_every_template_has_a_section():
    assert sections("commands") == verbs.list_commands(click.Context(verbs))
    assert sections("rules") == [rule.id for rule in all_rules()]
    files = (DOCS.parent / "policies").glob("*.yaml")
    assert sorted(sections("policies")) == sorted(file.stem for file in files)


def test_every_template_has_a_message_that_shows_its_effect():
    assert policies.SAMPLES.keys() == policies.templates().keys()
    for name, template in policies.templates().items():
        case = policies.sample(template)
        plain = {key: value for key, value in case.items() if key != "limits"} | {"policies": []}
        found = outcome(case)
        assert found != outcome(plain), name
        assert "fault" not in found or name == "throttling", name


def test_every_recipe_and_every_call_is_listed_with_an_example_that_is_valid():
    assert sections("recipes")[: len(KINDS)] == list(form("recipe")["properties"])
    call = {"call": "GET /orders", "responses": {"200": {}}}
    for word, value in recipes.examples().items():
        spec = {"info": {"title": "A", "version": "1.0"}, "actions": {"A": {**call, "script": [{word: value}]}}}
        assert check_language(spec) == [], word
        (action,) = read_connector("a", spec, {})[0].actions
        assert [one.word for one in action.script] == [word]
    assert recipes.IN_RECIPES.keys() == ARGUMENTS.keys()
    for function, (example, _) in recipes.IN_RECIPES.items():
        (part,) = recipe_parts(example)
        assert (part.function, part.known) == (function, True)


def test_every_call_of_policies_is_listed_with_an_example_that_is_valid():
    constants = vars(policy_expression).items()
    known = {value for name, value in constants if re.fullmatch("[A-Z][A-Z_]+", name) and isinstance(value, str)}
    assert recipes.IN_POLICIES.keys() == known
    for function, (example, _) in recipes.IN_POLICIES.items():
        (part,) = policy_parts(example)
        assert part.function == function


def test_every_role_and_every_method_of_custom_code_is_explained():
    assert (
        list(custom_code.SIGNATURES) == resolved(form("recipe")["properties"]["snippet"])["properties"]["role"]["enum"]
    )
    assert custom_code.DOES.keys() == custom_code.SIGNATURES.keys()
    assert custom_code.MEANINGS.keys() == custom_code.methods().keys()
    compiled = custom_code.DEMONSTRATION.read_text("utf-8")
    for signature in custom_code.SIGNATURES.values():
        result, parameters = signature.removeprefix("async ").split(" Name")
        assert re.search(rf"{re.escape(result)} \w+{re.escape(parameters)}", compiled), signature


def test_example_of_the_page_of_the_cases_is_valid():
    document, faults = read_yaml(cases.EXAMPLE, Path("cases.yaml"))
    assert [*faults, *schema_faults(document.value, json.loads(schema()), SPEC)] == []
