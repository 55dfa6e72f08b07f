"""The JSON Schema of apiProperties.json: what the platform takes passes, what it refuses does not, at its place.

Cases are what is under ``properties``; those in rejected.yaml name the place of every fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import PROPERTIES
from connectorsmith.emitters.properties import policy
from connectorsmith.language.connection import read_policy
from connectorsmith.language.policy_templates import catalogue
from connectorsmith.language.properties_schema import properties_schema

CASES = Path(__file__).parents[2] / "cases" / "properties"
ACCEPTED = yaml_value(CASES / "accepted.yaml")
REJECTED = yaml_value(CASES / "rejected.yaml")


def faults(document: Any) -> list[str]:
    """The JSON pointer of every value with a fault, once."""
    found = jsonschema.Draft202012Validator(properties_schema()).iter_errors(document)
    return sorted({"".join(f"/{key}" for key in fault.absolute_path) for fault in found})


def subschemas(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema that a key of the file has, with its JSON pointer."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{place}/{name}", inner
    for word in ("properties", "patternProperties", "$defs"):
        for name, inner in schema.get(word, {}).items():
            yield from subschemas(inner, f"{place}/{name}")
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from subschemas(schema[word], f"{place}/{word}")


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(properties_schema())


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case):
    assert faults({"properties": ACCEPTED[case]}) == []


@pytest.mark.parametrize("case", REJECTED)
def test_rejected(case):
    wanted = sorted({f"/properties{place}" for place in REJECTED[case]["faults"]})
    assert faults({"properties": REJECTED[case]["document"]}) == wanted


@pytest.mark.parametrize("document", [{}, [], None, {"properties": []}])
def test_it_wants_properties(document):
    assert len(faults(document)) == 1


def test_nothing_else_stands_at_the_root():
    least = ACCEPTED["least"]
    assert faults({"$schema": "https://example.com", "properties": least}) == []
    assert faults({"properties": least, "iconBrandColor": "#123abc"}) == [""]


def test_every_key_says_what_it_is():
    silent = [place for place, schema in subschemas(properties_schema()) if not schema.get("description")]
    assert silent == []


@pytest.mark.parametrize("template", catalogue().templates.values(), ids=catalogue().templates)
def test_every_template_of_the_catalogue_is_known(template):
    instance = policy(read_policy(dict(template.example), PROPERTIES))
    instances = [{**instance, "templateId": spelling} for spelling in template.spellings]
    assert faults({"properties": {"iconBrandColor": "#123abc", "policyTemplateInstances": instances}}) == []
    instances = [{**instance, "templateId": spelling, "parameters": {}} for spelling in template.spellings]
    assert faults({"properties": {"iconBrandColor": "#123abc", "policyTemplateInstances": instances}}) != []
