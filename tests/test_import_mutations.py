"""Packages with a few things changed at random: whatever is where it does not belong is kept as it is."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.diagnostics import has_errors
from connectorsmith.emitters.definition import emit
from connectorsmith.workspace.import_package import connector_of, differing_places, package_values, through_yaml
from connectorsmith.workspace.open import required_rules
from connectorsmith.workspace.swagger_schema import swagger_faults
from connectorsmith.workspace.swagger_validator import find_faults

CASES = Path(__file__).parent / "cases" / "imports"
ROUNDS = 50
MUTATIONS = json.loads((Path(__file__).parent / "cases" / "import-mutations" / "values.json").read_text("utf-8"))
KEYS, VALUES = MUTATIONS["keys"], MUTATIONS["values"]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", ["library", "oddities"])
def test_nothing_is_lost(name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    original = package(name)
    for _ in range(ROUNDS):
        given = copy.deepcopy(original)
        changes = [mutate(given, chance) for _ in range(chance.randint(1, 5))]
        connector = connector_of("x", given)
        again, _ = through_yaml(connector)
        assert list(differing_places(given, package_values(again))) == [], changes
        assert again == connector, changes


@pytest.mark.parametrize("name", ["oneflow", "workpoint", "library"])
def test_what_the_last_judge_refuses_is_found_before(name: str) -> None:
    chance = random.Random(name)
    folder = CASES / name if name == "library" else CASES.parents[2] / "connectors" / name
    original = {"apiDefinition": json.loads((folder / "apiDefinition.swagger.json").read_text("utf-8"))}
    refused = 0
    for _ in range(16):
        given = copy.deepcopy(original)
        changes = mutate(given, chance)
        connector, _ = through_yaml(connector_of("x", given))
        found = [one for rule in required_rules() for one in rule.diagnose(connector)]
        if not has_errors(found) and not swagger_faults(connector):
            content = next(iter(emit(connector))).content
            assert find_faults(content) == [], changes
        else:
            refused += 1
    assert 2 < refused < 14


def package(name: str) -> dict[str, Any]:
    files = {"apiDefinition": "apiDefinition.swagger.json", "apiProperties": "apiProperties.json"}
    return {label: json.loads((CASES / name / file).read_text("utf-8")) for label, file in files.items()}


def mutate(value: dict[str, Any], chance: random.Random) -> str:
    """Set, add, remove or rename one thing; the files and ``properties`` themselves stay objects."""
    path, item = chance.choice([entry for entry in places(value) if len(entry[0]) > 2])
    parent = value
    for key in path[:-1]:
        parent = parent[key]
    doing = chance.choice(["set", "add", "remove", "rename"])
    if doing == "set":
        parent[path[-1]] = copy.deepcopy(chance.choice(VALUES))
    elif doing == "remove":
        del parent[path[-1]]
    elif doing == "rename" and isinstance(parent, dict):
        parent[chance.choice(KEYS)] = parent.pop(path[-1])
    elif isinstance(item, dict):
        item[chance.choice(KEYS)] = copy.deepcopy(chance.choice(VALUES))
    return f"{doing} {'/'.join(map(str, path))}"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))
