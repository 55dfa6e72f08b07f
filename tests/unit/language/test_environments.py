"""An environment changes what it declares, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from connectorsmith.emitters import render
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
