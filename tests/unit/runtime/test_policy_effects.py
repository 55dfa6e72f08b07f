"""What each policy template does to a call: one data file for each template, and one for chains of policies."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from tests.unit.runtime.effect_case import FOLDER, all_cases, connector, headers, outcome

from connectorsmith.emitters.policies import emit
from connectorsmith.language.policy_templates import catalogue

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_effect(case):
    found, expected = outcome(case), {"assumed": [], **case["expect"]}
    for word, value in expected.items():
        assert as_written(word, found[word], value) == as_expected(word, value), word


def as_written(word: str, found: Any, expected: Any) -> Any:
    return json.loads(found) if word == "body" and not isinstance(expected, str) else found


def as_expected(word: str, value: Any) -> Any:
    return [list(pair) for pair in headers(value)] if word == "headers" else value


@pytest.mark.parametrize("case", [case for case in CASES if "apim" in case], ids=lambda case: case["name"])
def test_text_for_api_management_has_the_same_vector(case):
    """``apim`` is part of the text that the same policy becomes for API Management."""
    document = unescape(next(emit(connector(case))).content.decode())
    assert case["apim"] in document


def test_every_template_has_cases_for_each_section():
    """A case may leave the section out where the template has a default for it."""
    run = {(policy["template"].lower(), policy.get("section")) for case in CASES for policy in case["policies"]}
    wanted = {
        (template.id, section)
        for template in catalogue().templates.values()
        for section in (template.sections.allowed if len(template.sections.allowed) > 1 else [None])
    }
    assert wanted - run == set()


def test_every_template_with_a_text_for_api_management_shares_a_vector_with_it():
    shared = {policy["template"].lower() for case in CASES if "apim" in case for policy in case["policies"]}
    assert shared == {one.id for one in catalogue().templates.values() if one.apim.policy is not None}


def test_every_case_has_a_source():
    assert [case["name"] for case in CASES if not case["source"]] == []


def test_names_of_cases_are_unique():
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)
    assert {file.suffix for file in FOLDER.iterdir()} == {".yaml"}
