"""Descriptions of APIs in OpenAPI 3 and collections of Postman: those of the cases put together, and changed."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz import json_text, mutation, odd_values, yaml_text
from tests.fuzz.effects import run, write_file
from tests.fuzz.material import CASES
from tests.fuzz.outcome import Outcome
from tests.fuzz.readers import DEEP, fits
from tests.yaml_files import yaml_value

from connectorsmith.exporters.openapi3.document import export
from connectorsmith.workspace.description_files import described
from connectorsmith.workspace.import_openapi import convert_description, diagnose
from connectorsmith.workspace.import_package import through_yaml
from connectorsmith.workspace.recognise import OPENAPI, POSTMAN, recognise

_VERSIONS: Final = ("3.0.0", "3.0.3", "3.1.0", "3.1.1", "3.2.0", "2.0", "4", "")
_WORDS: Final = (
    "openapi", "info", "servers", "url", "variables", "paths", "get", "post", "trace", "parameters", "requestBody",
    "responses", "content", "application/json", "multipart/form-data", "*/*", "schema", "examples", "headers", "links",
    "callbacks", "security", "securitySchemes", "components", "schemas", "oneOf", "anyOf", "allOf", "not", "const",
    "nullable", "discriminator", "mapping", "propertyName", "style", "explode", "deepObject", "webhooks", "prefixItems",
    "patternProperties", "if", "then", "$defs", "$ref", "#/components/schemas/A", "other.yaml#/A", "tags", "flows",
    "item", "request", "method", "raw", "host", "path", "query", "variable", "key", "value", "auth", "body", "event",
)  # fmt: skip  # many short entries, several a line


@cache
def _table(name: str) -> tuple[dict[str, Any], ...]:
    """The cases of a table, whose keys are texts as in JSON."""
    read = yaml_value(CASES / "openapi3" / f"{name}.yaml")
    found = json.loads(json.dumps(read, default=str))
    return tuple(found.values())


def description(chance: Random) -> Any:
    """The value of a description: one of a case, with what other cases have, changed."""
    kind = chance.random()
    if kind < 0.2:
        value: Any = chance.choice(_table("postman"))["given"]
    elif kind < 0.4:
        value = chance.choice(_exported())
    else:
        value = _openapi(chance)
    return _next(value, chance)


@cache
def _exported() -> tuple[dict[str, Any], ...]:
    """What export makes of small connectors that have all the cases of it, with what it keeps for import."""
    base = {"swagger": "2.0", "info": {"title": "Pets", "version": "1.0.0"}, "host": "api.example.com"}
    operation = {"operationId": "ListPets", "responses": {"200": {"description": "OK"}}}
    paths = {"/pets": {"post": operation}}
    found = [(base | {"paths": paths} | case.get("given", {}), case) for case in _table("export-documents")]
    for case in _table("export-schemas"):
        answer = {"200": {"description": "OK", "schema": case["given"]}}
        whole = base | {"paths": {"/pets": {"get": operation | {"responses": answer}}}}
        found.append((whole | {key: case[key] for key in ("definitions",) if key in case}, {}))
    for case in _table("export-parameters"):
        more = {"parameters": case["given"]} | {key: case[key] for key in ("consumes",) if key in case}
        whole = base | {"paths": {"/pets/{id}": {"post": operation | more}}}
        found.append((whole | ({"parameters": case["shared"]} if "shared" in case else {}), {}))
    made = (export(definition, case.get("properties")).document for definition, case in found)
    return tuple(json.loads(json.dumps(one)) for one in made)


def _next(value: Any, chance: Random) -> Any:
    """A value with a few things changed."""
    if chance.random() < 0.3:
        return mutation.worded(value, chance, chance.choice((1, 2, 5)))
    return mutation.mutated(value, chance, chance.choice((0, 1, 1, 2, 4)), (*_WORDS, *odd_values.KEYS))


def _openapi(chance: Random) -> dict[str, Any]:
    """A document with an operation, parameters and schemas of cases."""
    case = chance.choice(_table("operations"))
    value: dict[str, Any] = {
        "openapi": chance.choice(_VERSIONS) if chance.random() < 0.2 else chance.choice(("3.0.3", "3.1.1")),
        "info": {"title": "Pets", "version": "1.0.0", "description": "Sells pets."},
        "servers": [{"url": "https://api.example.com"}],
        **case.get("given", {}),
    }
    value["paths"] = dict(case.get("paths", {}))
    parts = [chance.choice(_table(name)) for name in ("schemas", "schemas", "parameters")]
    components: dict[str, Any] = {}
    for part in parts:
        components |= part.get("components", {})
    content = [{"content": {"application/json": {"schema": part["given"]}}} for part in parts[:2]]
    value["paths"][parts[2].get("path", "/pets/more")] = {
        chance.choice(("get", "post", "put", "delete")): {
            "operationId": "Change",
            "summary": "Change it",
            "parameters": parts[2]["given"],
            **({"requestBody": content[0]} if chance.random() < 0.7 else {}),
            "responses": {"200": {"description": "A.", **content[1]}},
        }
    }
    if components:
        value["components"] = components | value.get("components", {})
    return value


def content_of(value: Any, chance: Random, json_form: bool) -> bytes:
    """A description as a file in JSON or YAML, at times damaged."""
    if json_form:
        text = json_text.written(value, chance)
        text = json_text.spoiled(text, chance) if chance.random() < 0.1 else text
        return text.encode("utf-8", "surrogatepass")
    text = yaml_text.written(value, chance)
    return yaml_text.encoded(yaml_text.spoiled(text, chance) if chance.random() < 0.1 else text, chance)


def converted(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A description is read and converted; the connector can be written and read, and each loss has a place."""
    found = described(content_of(description(chance), chance, chance.random() < 0.5), Path("api.yaml"))
    outcome.note(found.diagnostics)
    outcome.runs["described"] += 1
    if found.diagnostics or recognise(found.value).kind not in (OPENAPI, POSTMAN) or not fits(found.value, DEEP):
        return
    outcome.runs["convert_description"] += 1
    conversion, connector = convert_description(found, "x")
    again, lines = through_yaml(connector)
    if again != connector:
        outcome.fail("a converted connector is changed by YAML")
    for loss in conversion.losses:
        if diagnose(loss, found).span is None:
            outcome.fail(f"no place: {loss.kind.id}")
    outcome.note(lines, conversion.definition, conversion.properties)


def imported(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A description is imported, with a report or without; what was written is formatted already."""
    root = folder / "ws"
    (root / "specs").mkdir(parents=True)
    name = chance.choice(("api.json", "api.json", "api.yaml", "api.yaml", "api.yml", "api.txt", "api"))
    value = description(chance)
    write_file(root / name, content_of(value, chance, not name.endswith(("yaml", "yml"))))
    os.chdir(root)
    report = [[], ["--report", "losses.md"], ["--report", "losses.json"]][chance.randrange(3)]
    strict = ["--strict"] if chance.random() < 0.3 else []
    chosen = ["--include", odd_values.text(chance).replace("\0", "")] if chance.random() < 0.1 else []
    if run(["import", name, "--name", "z", *report, *strict, *chosen], outcome)[0].code == 0:
        if run(["fmt", "z", "--check"], outcome)[0].code != 0:
            outcome.fail("import writes what fmt changes")
        run([chance.choice(("validate", "build", "lint")), "z"], outcome)
        if chance.random() < 0.5:
            write_file(root / name, content_of(_next(value, chance), chance, not name.endswith(("yaml", "yml"))))
            record = root / "specs" / "z" / "imported.json"
            if record.exists() and chance.random() < 0.2:
                known = mutation.mutated(json.loads(record.read_bytes()), chance, chance.choice((1, 2)), _WORDS)
                write_file(record, content_of(known, chance, True))
            run(["import", name, "--name", "z", "--update", *report, *strict, *chosen], outcome)
