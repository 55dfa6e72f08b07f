"""Every recipe has its class, its template, its entry in the table of words, and a case; what is missing is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.yaml_files import yaml_value

from connectorsmith.language.words import form, resolved
from connectorsmith.model.recipe import Recipe
from connectorsmith.model.script import KINDS

WORDS = {kind.word: kind for kind in KINDS}
ENTRIES: dict[str, dict[str, Any]] = form("recipe")["properties"]
TEMPLATES = files("connectorsmith.emitters") / "templates" / "script" / "recipes"
SHARED = {"change"}
"""Templates that others include."""
DEMONSTRATION = Path(__file__).parents[2] / "cases" / "scripts" / "demonstration" / "connector.yaml"
CALL = re.compile(r"@\w+\(")


def attributes(kind: type[Recipe]) -> set[str]:
    return {*kind.__struct_fields__} - {"at"}


def test_every_recipe_has_an_entry_in_the_table_of_words():
    assert {f"words.json has no recipe `{word}`" for word in WORDS.keys() - ENTRIES} == set()
    assert {f"model/script.py has no recipe `{word}`" for word in ENTRIES.keys() - WORDS} == set()


def test_every_recipe_has_a_template():
    there = {entry.name.removesuffix(".cs.j2") for entry in TEMPLATES.iterdir()} - SHARED
    assert {f"there is no {word}.cs.j2" for word in WORDS.keys() - there} == set()
    assert {f"{word}.cs.j2 is the template of no recipe" for word in there - WORDS.keys()} == set()


def test_every_recipe_is_in_the_demonstration():
    used = {word for words in _recipes(yaml_value(DEMONSTRATION)) for word in words}
    assert {f"{DEMONSTRATION.name} has no `{word}`" for word in WORDS.keys() - used} == set()


def test_the_keys_of_an_entry_are_the_attributes_of_the_class():
    missing = []
    for word, kind in WORDS.items():
        keys = {key.replace("-", "_") for key in resolved(ENTRIES[word]).get("properties", {})}
        wanted = attributes(kind) - ({kind.whole} if kind.whole and kind.whole not in keys else set())
        missing += [f"{word}: {key} is in one of the two only" for key in keys ^ wanted]
    assert missing == []


def test_every_attribute_with_a_call_in_its_example_is_one_that_holds_calls():
    missing = []
    for word, kind in WORDS.items():
        missing += [f"{word}: {name} is not an attribute" for name in kind.holds.keys() - attributes(kind)]
        entry = resolved(ENTRIES[word])
        examples = {key: inner.get("examples", []) for key, inner in entry.get("properties", {}).items()}
        if kind.whole is not None:
            examples.setdefault(kind.whole, entry["examples"])
        missing += [
            f"{word}: {key}" for key, shown in examples.items() if CALL.search(str(shown)) and key not in kind.holds
        ]
    assert missing == []


def _recipes(value: Any) -> Iterator[dict[str, Any]]:
    """The recipes of a spec: the items of each list under ``script`` and of the shared ones."""
    if isinstance(value, dict):
        lists = [value.get("script"), *(value.get("recipes") or {}).values()] if isinstance(value, dict) else []
        yield from (item for each in lists if isinstance(each, list) for item in each if isinstance(item, dict))
        for inner in value.values():
            yield from _recipes(inner)
