"""The JSON Schema of the language: sound in itself, documented key by key, and strict about every misspelt one.

Documents lie in tests/cases/language: accepted ones as they are, rejected ones with the place of every fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from jsonschema.exceptions import ValidationError

from connectorsmith.language.words import table
from connectorsmith.source.yaml.read import read_yaml

CASES = Path(__file__).parents[2] / "cases" / "language"
SCHEMA: dict[str, Any] = json.loads(
    files("connectorsmith.language").joinpath("language.schema.json").read_text("utf-8")
)
EXPLAINING = jsonschema.Draft202012Validator(SCHEMA)
FAST = jsonschema_rs.Draft202012Validator(SCHEMA)

SUBSCHEMA_MAPS = ("properties", "patternProperties", "$defs")
RENAMED = {
    entry["key"].removeprefix("x-ms-"): word
    for form in (table(), *table()["$defs"].values())
    for word, entry in form.get("properties", {}).items()
    if "key" in entry
}
"""The words whose extensions have other names."""
SUBSCHEMAS = ("items", "additionalProperties")


def subschemas(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema written inside a schema, itself first, each with its JSON pointer."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for word in SUBSCHEMA_MAPS:
        for name, inner in schema.get(word, {}).items():
            yield from subschemas(inner, f"{place}/{word}/{name}")
    for word in SUBSCHEMAS:
        yield from subschemas(schema.get(word), f"{place}/{word}")


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what its references say, its own words first."""
    while "$ref" in schema:
        target: Any = SCHEMA
        for key in schema["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        schema = {**target, **{word: value for word, value in schema.items() if word != "$ref"}}
    return schema


ALL = dict(subschemas(SCHEMA))


RECIPES = {
    f"/$defs/recipe/properties/{word}"
    for word, schema in SCHEMA["$defs"]["recipe"]["properties"].items()
    if "properties" in schema
}


def test_the_schema_obeys_its_meta_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_no_word_is_used_whose_faults_could_not_be_told_in_plain_words() -> None:
    used = {word for schema in ALL.values() for word in schema}
    assert used <= {
        "$schema", "$comment", "$defs", "$ref",
        "title", "description", "examples", "defaultSnippets", "type", "enum", "pattern",
        "minimum", "maximum", "items", "properties", "patternProperties", "additionalProperties", "required",
    }  # fmt: skip  # many short entries, several a line


def test_every_object_decides_about_other_keys() -> None:
    objects = [place for place, schema in ALL.items() if "object" in schema.get("type", "")]
    assert objects
    assert [place for place in objects if "additionalProperties" not in resolved(ALL[place])] == []


def test_only_these_objects_are_closed_to_extensions() -> None:
    closed = {place for place, schema in ALL.items() if schema.get("additionalProperties") is False}
    open_to_extensions = {place for place in closed if any("x-" in p for p in ALL[place].get("patternProperties", {}))}
    assert closed - open_to_extensions == {
        "/$defs/responses",
        "/$defs/connectionParameterSet",
        "/properties/connectionParameterSets",
        "/properties/documentation",
        "/properties/documentation/properties/faq/items",
        "/properties/environments",
        "/properties/errors",
        "/properties/icon",
        "/properties/raw",
        "/properties/source",
        "/$defs/availability",
        "/$defs/connectionParameter/properties/allowedValues/items",
        "/$defs/environment",
        "/$defs/environmentParameter",
        "/$defs/environmentParameter/properties/oAuthSettings",
        "/$defs/fields",
        "/$defs/headers",
        "/$defs/limit",
        "/$defs/lint",
        "/$defs/options",
        "/$defs/recipe",
        "/$defs/recipe/properties/headers/properties/rename",
        "/$defs/recipe/properties/multipart/additionalProperties",
        "/$defs/with/additionalProperties",
        *RECIPES,
    }


def test_only_these_places_take_a_value_of_any_kind() -> None:
    assert {place for place, schema in ALL.items() if "type" not in resolved(schema)} == {
        "/$defs/connectionParameter/properties/allowedValues/items/properties/value",
        "/$defs/connectionParameter/properties/defaultValue",
        "/$defs/environmentParameter/properties/defaultValue",
        "/$defs/extension",
        "/$defs/recipe/properties/answer/properties/body",
        "/$defs/recipe/properties/lookup/properties/otherwise",
        "/$defs/recipe/properties/body/properties/set/additionalProperties",
        "/$defs/schemaKeys",
        "/$defs/with/additionalProperties/properties/value",
        *(
            place
            for place in ALL
            if place.endswith(("/properties/default", "/properties/example")) and "/recipe/" not in place
        ),
        *(place for place, schema in ALL.items() if schema.get("$ref") == "#/$defs/extension"),
    }


def test_every_key_is_documented_in_sentences() -> None:
    maps = [f"{place}/{word}/" for place, schema in ALL.items() for word in SUBSCHEMA_MAPS if word in schema]
    keys = [place for place in ALL if place[: place.rfind("/") + 1] in maps]
    texts = {place: resolved(ALL[place]).get("description", "") for place in keys}
    assert "/$defs/operation/properties/call" in texts
    assert [place for place, text in texts.items() if not re.fullmatch(r"\S.{3,300}\.", text)] == []


def test_every_example_is_valid() -> None:
    examples = [(place, example) for place, schema in ALL.items() for example in schema.get("examples", ())]
    assert examples
    assert [place for place, example in examples if not EXPLAINING.evolve(schema=ALL[place]).is_valid(example)] == []


def test_every_definition_is_used() -> None:
    references = {schema["$ref"] for schema in ALL.values() if "$ref" in schema}
    assert set(SCHEMA["$defs"]) <= {reference.split("/")[2] for reference in references}


REFUSING = {
    f"{place}/{pattern}": (schema, pattern)
    for place, schema in ALL.items()
    for pattern in schema.get("patternProperties", {})
    if "(?!ms-" in pattern
}


@pytest.mark.parametrize(("schema", "pattern"), REFUSING.values(), ids=REFUSING)
def test_an_extension_is_refused_only_where_its_word_may_stand(schema: dict[str, Any], pattern: str) -> None:
    excluded = re.fullmatch(r"\^x-\(\?!ms-\((.*)\)\$\(\?!\\n\)\)", pattern)
    assert excluded is not None
    each = re.sub(r"dynamic-\((.*?)\)", lambda kinds: "dynamic-" + kinds[1].replace("|", "|dynamic-"), excluded[1])
    words = {RENAMED.get(word, word) for word in each.split("|")}
    assert words <= set(schema["properties"])


@pytest.mark.parametrize(
    ("of", "without"),
    [
        ("response", set()),
        ("notification", {"$ref", "absent"}),
        ("body", {"$ref"}),
        ("sharedParameter", set()),
    ],
)
def test_the_keys_of_a_schema_may_stand_directly(of: str, without: set[str]) -> None:
    assert set(SCHEMA["$defs"]["schemaKeys"]["properties"]) - set(SCHEMA["$defs"][of]["properties"]) == without


def test_a_listed_parameter_has_the_keys_of_a_shared_one() -> None:
    shared, listed = (set(SCHEMA["$defs"][name]["properties"]) for name in ("sharedParameter", "listedParameter"))
    assert shared ^ listed == {"by"}


def load(file: Path) -> Any:
    document, faults = read_yaml(file.read_text("utf-8"), file)
    assert faults == []
    return document.value


ACCEPTED = sorted((CASES / "accepted").glob("*.yaml"))
REJECTED = {
    f"{file.stem}: {name}": case
    for file in sorted((CASES / "rejected").glob("*.yaml"))
    for name, case in load(file).items()
}


@pytest.mark.parametrize("file", ACCEPTED, ids=lambda file: file.stem)
def test_a_document_is_accepted(file: Path) -> None:
    document = load(file)
    assert [pointer for error in EXPLAINING.iter_errors(document) for pointer in pointers(error)] == []
    assert FAST.is_valid(document)


@pytest.mark.parametrize("case", REJECTED.values(), ids=REJECTED)
def test_a_document_is_rejected_at_the_key_that_is_wrong(case: dict[str, Any]) -> None:
    found = [pointer for error in EXPLAINING.iter_errors(case["document"]) for pointer in pointers(error)]
    assert sorted(found) == sorted(case["faults"])
    assert not FAST.is_valid(case["document"])


def pointers(error: ValidationError) -> list[str]:
    """The places of an error: of each key that is not allowed there, else of the value that is wrong."""
    path = "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in error.absolute_path)
    if error.validator != "additionalProperties":
        return [path]
    schema: Any = error.schema
    instance: Any = error.instance
    patterns = schema.get("patternProperties", {})
    unknown = [key for key in instance if key not in schema.get("properties", {})]
    return [f"{path}/{key}" for key in unknown if not any(re.search(pattern, key) for pattern in patterns)]
