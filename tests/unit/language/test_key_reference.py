"""The reference has every key that the language takes, with a meaning, and its examples are valid."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from connectorsmith.language.key_reference import Key, keys, keys_as_markdown, keys_named
from connectorsmith.language.schema import language_text
from connectorsmith.language.words import table

PAGE = Path(__file__).parents[3] / "docs" / "keys.md"
MADE = "<!-- made from the table of words by pytest --update tests/unit/language/test_key_reference.py -->\n"


def test_page_is_what_the_table_says(expect):
    before, _, _ = PAGE.read_text("utf-8").partition(MADE)
    expect(PAGE, f"{before}{MADE}\n{keys_as_markdown()}")


def test_every_key_has_a_meaning():
    assert [key.path for key in keys() if len(key.meaning) < 8 and not key.becomes] == []


def test_every_word_of_the_table_is_a_key():
    """Counted by other means: each mapping under ``properties`` of the table, wherever it is."""

    def count(value: object) -> int:
        if isinstance(value, list):
            return sum(map(count, value))
        if not isinstance(value, dict):
            return 0
        inner = [item for key, item in value.items() if key not in ("examples", "value", "properties", "default")]
        words = value.get("properties")
        return sum(map(count, inner)) + (sum(1 + count(item) for item in words.values()) if words else 0)

    assert len(list(keys())) == count(table()) > 400


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "trigger-hint",
            [
                Key(
                    "Operation",
                    ("trigger-hint",),
                    "What to do to see the trigger fire.",
                    "a text",
                    "x-ms-trigger-hint",
                    None,
                    ("Sign a contract to see it work.",),
                )
            ],
        ),
        ("x-ms-pageable", None),
        ("nothing-of-this-name", []),
    ],
)
def test_keys_by_name(name, expected):
    found = keys_named(name)
    if expected is None:
        assert [key.name for key in found] == ["pageable"]
    else:
        assert found == expected


def test_examples_are_valid():
    """Each example fits the schema of its key, which editors show it for."""
    whole = json.loads(language_text())
    definitions = {"$defs": whole["$defs"]}
    wrong = []

    def visit(value: object, path: tuple[str, ...]) -> None:
        if isinstance(value, list):
            for item in value:
                visit(item, path)
        if not isinstance(value, dict):
            return
        schema = {key: item for key, item in value.items() if key not in ("examples", "properties")}
        if "properties" in value and isinstance(value["properties"], dict):
            schema["properties"] = value["properties"]
        for example in value.get("examples", ()) if isinstance(value.get("examples"), list) else ():
            validator = jsonschema.Draft202012Validator({**definitions, "allOf": [schema]})
            wrong.extend(f"{'/'.join(path)}: {fault.message}" for fault in validator.iter_errors(example))
        for key, item in value.items():
            if key not in ("examples", "value", "default", "enum"):
                visit(item, (*path, key))

    visit({"$defs": whole["$defs"], "root": whole["properties"]}, ())
    assert wrong == []
