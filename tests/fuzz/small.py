"""Small inputs: a sound connector of a few lines in which one or two things are odd. They take little time each."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz import grammar, json_text, material, mutation, odd_values, yaml_text
from tests.fuzz.effects import run, write_file
from tests.fuzz.outcome import Outcome
from tests.fuzz.readers import check_bytes, check_spec, check_values

from connectorsmith.language.schema import language
from connectorsmith.workspace.import_package import package_values
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import spec_target

_ORDER: Final = {
    "call": "GET /orders/{id}",
    "summary": "Get order",
    "parameters": ["id"],
    "responses": {"200": "Order"},
}
_PARTS: Final[dict[str, Any]] = {
    "parameters": {"id": {"in": "path", "required": True, "type": "string", "summary": "Id"}},
    "definitions": {"Order": {"properties": {"id": "string", "total": {"type": "number", "summary": "Total"}}}},
    "connectionParameters": {"key": {"type": "securestring", "displayName": "Key"}},
    "securityDefinitions": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    "policies": [{"template": "setheader", "title": "Shop", "name": "X-Shop", "existsAction": "skip", "value": "a"}],
}


def spec(chance: Random) -> dict[str, Any]:
    """The value of a small spec: an action and what it uses, with one section grown anew or one entry changed."""
    found = material.SOUND | {key: part for key, part in _PARTS.items() if chance.random() < 0.4}
    if "parameters" in found and "definitions" in found:
        found["actions"] = {"GetOrder": _ORDER}
    doing = chance.random()
    if doing < 0.4:
        name = chance.choice(grammar.sections())
        found[name] = grammar.grown(language()["properties"][name], chance, 0.02, depth=3)
    elif doing < 0.6:
        return mutation.worded(found, chance, chance.choice((1, 2)))
    return mutation.mutated(found, chance, chance.choice((0, 1, 1, 2)), grammar.words())


def package(chance: Random) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The values of a small package: what a small spec becomes, changed."""
    definition, properties = chance.choice(_packages())
    both = {"definition": definition, "properties": properties}
    if chance.random() < 0.3:
        both = mutation.worded(both, chance, chance.choice((1, 2)))
    else:
        both = mutation.mutated(both, chance, chance.choice((1, 1, 2)), (*odd_values.KEYS, *_package_words()))
    return both.get("definition", {}), both.get("properties")


@cache
def _packages() -> tuple[tuple[dict[str, Any], dict[str, Any]], ...]:
    """The packages of small specs with each part in turn and with all of them."""
    parts = [_PARTS, *({key: part} for key, part in _PARTS.items())]
    found = [material.SOUND | chosen for chosen in parts]
    found[0]["actions"] = {"GetOrder": _ORDER}
    made = []
    for value in found:
        Path("made.yaml").write_text(yaml_text.written(value, Random(0)), "utf-8")
        connector = open_target(spec_target("x", [Path("made.yaml")])).connector
        assert connector is not None
        values = package_values(connector)
        made.append((values["apiDefinition"], values["apiProperties"]))
    Path("made.yaml").unlink()
    return tuple(made)


@cache
def _package_words() -> tuple[str, ...]:
    """The keys of the packages that are here."""
    found: set[str] = set()
    waiting: list[Any] = [*material.packages()]
    while waiting:
        here = waiting.pop()
        found.update(here if isinstance(here, dict) else ())
        waiting += here.values() if isinstance(here, dict) else here if isinstance(here, (list, tuple)) else ()
    return tuple(sorted(found))


def small_yaml(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A small spec file is read and formatted, or loaded and looked at by every rule."""
    text = yaml_text.written(spec(chance), chance)
    if chance.random() < 0.15:
        text = yaml_text.spoiled(text, chance)
    content = yaml_text.encoded(text, chance)
    formatted = chance.random() < 0.5
    if check_bytes(content, formatted, outcome) and not formatted:
        check_spec(content, chance.random() < 0.5, outcome)


def small_package(chance: Random, folder: Path, outcome: Outcome) -> None:
    """The values of a small package become a connector, a spec, and a package again."""
    check_values(*package(chance), chance.random() < 0.5, outcome)


def small_spec_verbs(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A small spec in a workspace, and one verb."""
    text = yaml_text.written(spec(chance), chance)
    write_file(folder / "ws" / "specs" / "x.yaml", yaml_text.encoded(text, chance))
    os.chdir(folder / "ws")
    run(chance.choice(_of_a_spec(chance)), outcome)


def small_package_verbs(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A small package in a workspace, and one verb."""
    root = folder / "ws"
    (root / "specs").mkdir(parents=True)
    for name, value in zip((material.DEFINITION, material.PROPERTIES), package(chance), strict=True):
        text = json.dumps(value) if chance.random() < 0.5 else json_text.written(value, chance)
        write_file(root / "pkg" / name, text.encode("utf-8", "surrogatepass"))
    os.chdir(root)
    run(chance.choice(_of_a_package(chance)), outcome)


def _of_a_spec(chance: Random) -> Sequence[list[str]]:
    form = chance.choice(("text", "json", "sarif", "github", "azure", "junit", "markdown"))
    return (
        ["validate", "--format", form],
        ["lint", "--format", form],
        ["lint", "--profile", "certified", "--format", "json"],
        ["lint", "--fix"],
        ["fmt"],
        ["fmt", "--check"],
        ["list"],
        ["show", "x"],
        ["show", "x", "GetOrder"],
        ["show", "x", "--format", "json"],
        ["build", "--format", chance.choice(("text", "json"))],
        ["build", "--check", "--format", "json"],
        ["call", "x", "GetOrder", "id=7"],
        ["package"],
        ["export", "x"],
        ["preview", "x", "--format", "json"],
        ["rename", "x", chance.choice(("GetOrder", "Order", "id", "GetOrder.id")), "ReadOrder"],
        ["new", "x", "ListOrders", "--kind", chance.choice(("list", "polling-trigger", "webhook-trigger"))],
    )


def _of_a_package(chance: Random) -> Sequence[list[str]]:
    form = chance.choice(("text", "json", "sarif", "github", "azure", "junit", "markdown"))
    return (
        ["lint", "pkg", "--format", form],
        ["lint", f"pkg/{material.DEFINITION}", "--format", form],
        ["import", "pkg", "--name", "z"],
        ["import", "pkg", "--name", "z", "--strict"],
        ["export", "pkg"],
        ["import", "--verify", "pkg", "--jobs", "1"],
    )
