"""The table of words: what is made from it is made of all of it.

Each test lists the words it fails for, by their form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.renew_schema import FILE, language_schema, text
from tests.strategies import imported

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Pointer
from connectorsmith.emitters import definition, properties
from connectorsmith.language.schema import check_language
from connectorsmith.language.words import COLUMNS, form, resolved, table, value_schema, words_beside
from connectorsmith.language.write import write_connector
from connectorsmith.model import Connector
from connectorsmith.rules.advice import json_type_wrong, key_unknown, misspelt_extension
from connectorsmith.source.json.read import read_json

WRITE = "; run python -m tests.renew_schema"
KEYWORDS = frozenset(
    {"$ref", "title", "description", "examples", "defaultSnippets", "type", "enum", "pattern", "minimum", "maximum",
     "items", "properties", "patternProperties", "additionalProperties", "required"}
)  # fmt: skip  # many short entries, several a line
OPERATION = {"operationId": "GetOrder", "responses": {"200": {"description": "OK"}}}
Package = tuple[dict[str, Any], dict[str, Any] | None]


def _operation(operation: dict[str, Any]) -> Package:
    return {"swagger": "2.0", "info": {}, "paths": {"/orders": {"get": OPERATION | operation}}}, None


def _apart(key: str, entry: dict[str, Any], value: Any) -> dict[str, Any]:
    return {entry["within"]: {key: value}} if "within" in entry else {key: value}


PACKAGES: dict[str, Callable[[dict[str, Any]], Package]] = {
    "": lambda part: ({"swagger": "2.0", "info": {}, "paths": {}, **part}, None),
    "info": lambda part: ({"swagger": "2.0", "info": part, "paths": {}}, None),
    "schemaKeys": lambda part: ({"swagger": "2.0", "info": {}, "paths": {}, "definitions": {"Order": part}}, None),
    "sharedParameter": lambda part: _operation({"parameters": [{"name": "id", "in": "query"} | part]}),
    "operation": _operation,
    "response": lambda part: _operation({"responses": {"200": {"description": "OK"} | part}}),
    "pathItem": lambda part: ({"swagger": "2.0", "info": {}, "paths": {"/orders": {"get": OPERATION, **part}}}, None),
    "notification": lambda part: (
        {"swagger": "2.0", "info": {}, "paths": {"/orders": {"get": OPERATION, "x-ms-notification-content": part}}},
        None,
    ),
}
"""A package with some keys in a part, by the form that represents the part; ``_in_properties`` has the other file."""


def _in_properties(name: str, part: dict[str, Any]) -> Package:
    inside = {
        "": lambda: part,
        "connectionParameter": lambda: {"connectionParameters": {"key": part}},
        "policy": lambda: {"policyTemplateInstances": [{"templateId": "setheader", "parameters": {}} | part]},
    }
    return {"swagger": "2.0", "info": {}, "paths": {}}, {"properties": inside[name]()}


FORMS = (*PACKAGES, "connectionParameter", "policy")
_PATH = DEFINITION / "paths" / "/orders"
PARTS: dict[str, Pointer] = {
    "": DEFINITION,
    "info": DEFINITION / "info",
    "schemaKeys": DEFINITION / "definitions" / "Order",
    "sharedParameter": _PATH / "get" / "parameters" / 0,
    "operation": _PATH / "get",
    "response": _PATH / "get" / "responses" / "200",
    "pathItem": _PATH,
    "notification": _PATH / "notification",
    "connectionParameter": PROPERTIES / "connectionParameters" / "key",
    "policy": PROPERTIES / "policies" / 0,
}
"""Where a rule points for the part of a package that a form represents, in the words of a spec."""
IN_ANOTHER_FORM = frozenset({"errors", "shared", "actions", "triggers", "internal", "empty", "absent", "raw"})
"""Words of the root whose values go into the package in another form."""


def is_plain(entry: dict[str, Any]) -> bool:
    """Whether a line of the table is for a word that is just a value."""
    return "attribute" in entry or "extra" in entry


def words() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every word that is just a value: its form, the word, and its line of the table."""
    for name in FORMS:
        for word, entry in form(name)["properties"].items():
            if is_plain(entry) and not entry.get("implied"):
                yield name, word, entry


def package(name: str, word: str, entry: dict[str, Any], value: Any) -> Package:
    """A package with one key of a part."""
    key, within = entry.get("key", word), entry.get("within")
    if within == "properties":
        return _in_properties(name, {key: value})
    if name == "policy":
        return _in_properties(name, _apart(key, entry, value))
    if name == "connectionParameter":
        part = {"uiDefinition": {"constraints": {key: value}}} if within == "constraints" else None
        return _in_properties(name, part or _apart(key, entry, value))
    return PACKAGES[name]({key: value})


def example(schema: dict[str, Any]) -> Any:
    """A value that a JSON Schema of the table allows."""
    schema = resolved(schema)
    if "examples" in schema and "value" not in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {key: example(value_schema(inner)) for key, inner in schema.get("properties", {}).items()}
    return {"string": "a", "boolean": True, "integer": 1, "array": []}[schema.get("type", "string")]


def test_the_schema_for_editors_is_made_from_the_table():
    assert FILE.read_text("utf-8") == text(language_schema()), f"{FILE.name} is not up to date{WRITE}"


def test_the_table_has_known_columns():
    unknown: set[str] = set()
    waiting: list[Any] = [table()]
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, dict):
            unknown |= schema.keys() - KEYWORDS - COLUMNS.keys() - {"$schema", "$defs"}
            maps = [schema.get(keyword, {}) for keyword in ("properties", "patternProperties", "$defs")]
            waiting += [inner for each in maps for inner in each.values()]
            waiting += [schema.get(keyword) for keyword in ("items", "additionalProperties", "value")]
    assert unknown == set()


def test_every_form_with_words_is_tried_here():
    forms = {"": table(), **table()["$defs"]}
    named = {name for name, of in forms.items() for entry in of.get("properties", {}).values() if is_plain(entry)}
    assert named - {*FORMS} == set()


def test_each_word_becomes_its_key_and_the_key_becomes_the_word():
    lossy = []
    for name, word, entry in words():
        value = example(value_schema(entry))
        there = package(name, word, entry, value)
        connector = imported(there)
        spec, again = write_connector(connector), rendered(connector)
        if check_language(spec) or "raw" in str(spec) or entry.get("key", word) in set(_keys(spec)) - {word}:
            lossy.append((name, word, spec))
        elif again != [file for file in there if file is not None]:
            lossy.append((name, word, again))
    assert lossy == []


def rendered(connector: Connector) -> list[Any]:
    """What the JSON files of a connector hold."""
    return [json.loads(file.content) for emit in (definition.emit, properties.emit) for file in emit(connector)]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = [*value.values()]
    for item in value if isinstance(value, list) else ():
        yield from _keys(item)


def _places(value: Any, key: str, at: Pointer) -> Iterator[Pointer]:
    """Where a key is in the value of a JSON file."""
    if isinstance(value, dict):
        yield from (at / name for name in value if name == key)
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from _places(item, key, at / name)


def test_each_word_of_a_place_in_a_package_leads_to_its_key():
    """Rules point with the words of a spec, also into JSON: source/json/word_locations.py knows the other places."""
    lost = []
    for name in FORMS:
        for word, entry in form(name)["properties"].items():
            if not is_plain(entry) and "part" not in entry:
                continue
            inside = (
                PROPERTIES if entry.get("within") == "properties" or name in ("connectionParameter", "policy") else None
            )
            there = package(name, word, entry, None)[inside is PROPERTIES]
            document, _ = read_json(json.dumps(there, indent=1).encode(), Path("a.json"))
            root = inside or DEFINITION
            asked = (root if name == "" else PARTS[name]) / word
            written = [*_places(there, entry.get("key", word), root)]
            if document.span(asked) not in [document.span(one) for one in written]:
                lost.append((name, word))
    assert lost == []


def test_each_root_word_is_in_the_package_or_kept_by_a_pull():
    """Write `beside` in the table for a word that the package holds nothing of."""
    packed = {word for word, entry in form("")["properties"].items() if is_plain(entry) or "part" in entry}
    assert {*form("")["properties"]} - packed - IN_ANOTHER_FORM == {*words_beside()}
    assert packed & {*words_beside()} == set()


def test_each_key_with_a_value_of_another_type_is_reported():
    silent = []
    for name, word, entry in words():
        kind = resolved(value_schema(entry)).get("type")
        if isinstance(kind, str) and name in PACKAGES and "within" not in entry:
            wrong = [] if kind != "array" else "a"
            connector = imported(package(name, word, entry, wrong))
            found = [finding.at.key for finding in json_type_wrong.check.check(connector)]
            if found != [entry.get("key", word).removeprefix("x-ms-")]:
                silent.append((name, word))
    assert silent == []


def test_no_key_of_the_table_is_unknown_to_the_rules():
    unknown = []
    for name, word, entry in words():
        if name in PACKAGES and "within" not in entry:
            connector = imported(package(name, word, entry, None))
            found = [*key_unknown.check.check(connector), *misspelt_extension.check.check(connector)]
            unknown += [(name, word)] if found else []
    assert unknown == []
