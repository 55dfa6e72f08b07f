"""What inputs are made of: the specs, packages and cases of this repository, published packages, and bombs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz import grammar, mutation, odd_values, yaml_text
from tests.yaml_files import yaml_value

from connectorsmith.source.yaml.read import read_yaml

ROOT: Final = Path(__file__).parents[2]
CASES: Final = ROOT / "tests" / "cases"
DEFINITION: Final = "apiDefinition.swagger.json"
PROPERTIES: Final = "apiProperties.json"
SOUND: Final[dict[str, Any]] = {
    "info": {"title": "Orders", "version": "1.0", "description": "Reads and changes the orders of a shop."},
    "host": "api.example.com",
    "basePath": "/v1",
    "schemes": ["https"],
    "actions": {"GetOrder": {"call": "GET /orders", "summary": "Get order", "responses": {"204": {}}}},
    "environments": {"test": {"host": "test.example.com"}, "prod": {"titleSuffix": " (prod)"}},
}
"""A spec that is built and packed without a finding."""
_ENTRIES: Final = ("actions", "triggers", "internal", "definitions", "parameters", "paths", "responses")
"""Keys of a spec or a definition that hold many things of one kind."""


@cache
def specs() -> tuple[dict[str, Any], ...]:
    """The values of the specs that are here, each of one file."""
    files = [*sorted((ROOT / "specs").glob("*/*.yaml")), *sorted((CASES / "imports").glob("*/expected.yaml"))]
    files += sorted((ROOT / "generator").rglob("templates/workspace/specs/*/*.yaml"))
    folders: dict[Path, dict[str, Any]] = {}
    for file in files:
        document, _ = read_yaml(file.read_text("utf-8"), file)
        folders.setdefault(file.parent, {}).update(document.value)
    return tuple(folders.values())


@cache
def texts() -> tuple[str, ...]:
    """The texts of cases in YAML."""
    files = [*sorted((CASES / "broken").glob("*.yaml")), *sorted((CASES / "fmt").glob("*.yaml"))]
    return tuple(file.read_bytes().decode("utf-8", "replace") for file in files)


@cache
def packages(corpus: Path | None = None) -> tuple[tuple[dict[str, Any], dict[str, Any] | None], ...]:
    """The values of the packages that are here, or of those below a folder: a definition, and properties if any."""
    places = [corpus] if corpus else [ROOT / "connectors", CASES / "imports", CASES / "deploy" / "recorded"]
    found = (file for place in places for file in sorted(place.rglob("*.json")))
    definitions = [file for file in found if file.name.lower() == DEFINITION.lower()]
    read = [(_json(file), _json(file.with_name(PROPERTIES))) for file in definitions]
    return tuple((one, other) for one, other in read if one is not None)


def _json(file: Path) -> dict[str, Any] | None:
    """The object in a file; ``None`` if there is none, which some published packages do not have."""
    try:
        value = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


@cache
def messages() -> tuple[str, ...]:
    """Messages of Microsoft's tools, and the names and patterns that are known of them."""
    cases = yaml_value(CASES / "messages" / "messages.yaml")
    rules = ROOT / "generator" / "connectorsmith" / "rules"
    tables = [read_yaml(file.read_text("utf-8"), file)[0].value for file in sorted(rules.glob("*.yaml"))]
    pairs = [pair for table in tables if isinstance(table, dict) for pair in table.items()]
    known = [text for pair in pairs for text in pair if isinstance(text, str)]
    return (*(case["text"] for case in cases.values()), *known)


def spec(chance: Random) -> dict[str, Any]:
    """The value of a spec: grown from the grammar or thinned out from one that is here, and changed."""
    kind = chance.random()
    if kind < 0.02:
        return bomb(chance)
    found = grammar.spec(chance) if kind < 0.6 else thinned(chance.choice(specs()), chance)
    if chance.random() < 0.7:
        found = SOUND | found
    if chance.random() < 0.3:
        name = chance.choice(grammar.sections())
        found[name] = grammar.section(name, chance)
    if chance.random() < 0.5:
        return mutation.worded(found, chance, chance.choice((0, 1, 2, 5, 20)))
    return mutation.mutated(found, chance, chance.choice((0, 1, 1, 2, 4)), grammar.words())


def spec_bytes(chance: Random) -> bytes:
    """The bytes of a spec file."""
    kind = chance.random()
    text = chance.choice(texts()) if kind < 0.1 else yaml_text.written(spec(chance), chance)
    if kind < 0.22:
        text = yaml_text.spoiled(text, chance)
    return yaml_text.encoded(text, chance)


def package(chance: Random, corpus: Path | None = None) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The values of a package: one that is here, thinned out and changed."""
    kind = chance.random()
    if kind < 0.03:
        return package_bomb(chance), None
    definition, properties = chance.choice(packages(corpus))
    both = {"definition": thinned(definition, chance), "properties": properties}
    if chance.random() < 0.4:
        both = mutation.worded(both, chance, chance.choice((0, 1, 2, 5, 20)))
    else:
        both = mutation.mutated(both, chance, chance.choice((0, 1, 2, 3, 6)))
    kept, other = both.get("definition", {}), both.get("properties")
    return kept, other


def thinned(value: dict[str, Any], chance: Random) -> dict[str, Any]:
    """A copy with a few of the operations, and of the definitions mostly those that they name."""
    share = chance.choice((0.2, 0.5, 1.0))
    kept = (*_ENTRIES, *(key for key in SOUND if chance.random() < 0.9))
    found = {key: item for key, item in value.items() if key in kept or chance.random() < share}
    few = chance.choice((1, 1, 1, 2))
    for key in _ENTRIES:
        if key not in ("definitions", "parameters") and isinstance(found.get(key), dict):
            names = chance.sample(sorted(found[key]), min(few if chance.random() < share else 0, len(found[key])))
            found[key] = {name: found[key][name] for name in names}
    others = {key: item for key, item in found.items() if key not in ("definitions", "parameters")}
    text = json.dumps(others)
    for key in ("parameters", "definitions"):
        if isinstance(found.get(key), dict):
            found[key] = _named(found[key], text)
            text += json.dumps(found[key])
    return found


def _named(entries: dict[str, Any], text: str, most: int = 8) -> dict[str, Any]:
    """The entries whose names are in a text, or in entries that are kept, as far as they are few."""
    kept: set[str] = set()
    while len(kept) < most and (new := [name for name in entries if name not in kept and name in text]):
        kept.update(new[: most - len(kept)])
        text = json.dumps([entries[name] for name in new])
    return {name: item for name, item in entries.items() if name in kept}


def bomb(chance: Random) -> dict[str, Any]:
    """A spec in which references multiply, run in a circle, or make a long chain."""
    levels, width = chance.choice(((12, 2), (25, 2), (40, 3), (4, 12), (300, 1), (1_500, 1), (2, 1), (1, 2)))
    last = chance.choice(("string", "D0", f"D{levels - 1}", "Nowhere"))
    kind = chance.choice(("allOf", "properties", "items", "mixed"))
    definitions = {f"D{n}": _tower(f"D{n + 1}" if n + 1 < levels else last, width, kind, n) for n in range(levels)}
    operation: dict[str, Any] = {"call": "POST /a", "summary": "Send it", "responses": {200: "D0"}}
    operation["body"] = {"schema": "D0"}
    operation["responses"] = {"200": "D0"}
    if chance.random() < 0.3:
        operation["script"] = [{"schema": {"by": "@headers('a')", "schemas": {"A": "D0"}}}]
    return {"info": {"title": "T", "version": "1"}, "actions": {"Send": operation}, "definitions": definitions}


def _tower(name: str, width: int, kind: str, number: int) -> Any:
    """A definition that refers to another one, several times."""
    kind = ("allOf", "properties", "items")[number % 3] if kind == "mixed" else kind
    if kind == "allOf":
        return {"allOf": [{"type": name}] * width}
    if kind == "properties":
        return {"properties": {f"p{n}": {"type": name} for n in range(width)}}
    return {"items": {"type": name}}


def package_bomb(chance: Random) -> dict[str, Any]:
    """A definition in which references multiply, run in a circle, or make a long chain."""
    text = json.dumps(bomb(chance)["definitions"])
    definitions = json.loads(text, object_hook=_as_reference)
    responses = {"200": {"description": "OK", "schema": {"$ref": "#/definitions/D0"}}}
    paths = {"/a": {"get": {"operationId": "Get", "responses": responses}}}
    info = {"title": "T", "version": "1"}
    return {"swagger": "2.0", "info": info, "host": "a.b", "paths": paths, "definitions": definitions}


def _as_reference(value: dict[str, Any]) -> dict[str, Any]:
    name = value.get("type")
    return {"$ref": f"#/definitions/{name}"} if isinstance(name, str) and name.startswith(("D", "N")) else value


def message(chance: Random) -> str:
    """A pasted message: one that is known, inside other things, damaged."""
    text = chance.choice(messages()) if chance.random() < 0.8 else odd_values.text(chance)
    for _ in range(chance.choice((0, 1, 2, 3))):
        text = _wrapped(text, chance)
    if chance.random() < 0.4:
        text = yaml_text.spoiled(text, chance)
    return text


def _wrapped(text: str, chance: Random) -> str:
    kind = chance.choice(("json", "json", "error", "log", "place", "twice", "escaped", "lines"))
    if kind == "json":
        return json.dumps(
            chance.choice(({"error": {"message": text}}, {"body": text}, [text], text, {"a": [text, text]}))
        )
    if kind == "error":
        return f"##[error]{text} ValuePath: {odd_values.text(chance)}"
    if kind == "log":
        return f"2021-01-01T00:00:00Z ##[section]Starting\n{text}\n{odd_values.text(chance)}"
    if kind == "place":
        return f"Error : paths/~1a/{odd_values.text(chance)} : {text}"
    if kind == "twice":
        return text + text
    if kind == "escaped":
        return text.replace('"', '\\"').replace("\n", "\\r\\n")
    return text.replace(" ", chance.choice(("\n", "  ", "\xa0", "\t")))
