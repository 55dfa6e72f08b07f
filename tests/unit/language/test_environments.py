"""An environment changes what it declares, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectorsmith.emitters import render
from connectorsmith.language.environments import check_environments
from connectorsmith.workspace.import_package import differing_places
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import spec_targets

ROOT = Path(__file__).parents[3]
DECLARED = {
    "apiDefinition.swagger.json": ["/info/title", "/host"],
    "apiProperties.json": ["/properties/connectionParameters/instance_url/defaultValue"],
}


def test_only_what_is_declared_differs():
    (target,) = spec_targets(["oneflow"], ROOT)
    plain, test = (render(open_checked(target, name).connector) for name in (None, "test"))
    assert plain.keys() == test.keys()
    for name, places in DECLARED.items():
        assert list(differing_places(json.loads(plain[name]), json.loads(test[name]))) == places
    pages = {name for name in plain if name.endswith((".md", ".xml", ".csx"))}  # they show the title
    assert {name for name in plain if plain[name] != test[name]} <= DECLARED.keys() | pages
    assert json.loads(test["apiDefinition.swagger.json"])["info"]["title"] == "Oneflow (test)"


@pytest.mark.parametrize(
    ("kind", "default", "expected"),
    [
        ("string", "Zk9xQ7w2hT4pLm8Rb3Vn6Yc1", ["secret-in-default"]),
        ("string", "https://robot:hunter2-q8ZwN3@api.example.com", ["secret-in-default"]),
        ("string", "https://test.example.com/v1", []),
        ("securestring", "Zk9xQ7w2hT4pLm8Rb3Vn6Yc1", ["secret-in-spec"]),
    ],
)
def test_a_key_as_the_default_of_an_environment_is_reported(kind, default, expected):
    parameters = {"connectionParameters": {"account": {"defaultValue": default}}}
    form = {"connectionParameters": {"account": {"type": kind}}, "environments": {"test": parameters}}
    found = list(check_environments(form))
    places = {one.at.keys for one in found if one.at is not None}
    assert [one.rule for one in found] == expected
    assert places <= {("environments", "test", "connectionParameters", "account", "defaultValue")}
