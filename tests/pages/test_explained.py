"""``explain`` knows every word of the reference, and prints what the reference says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.pages import recipes

from connectorsmith.cli._group import verbs
from connectorsmith.connector_tests.read_cases import schema as cases_schema
from connectorsmith.language.key_reference import keys
from connectorsmith.language.types import FORMATS
from connectorsmith.language.words import form, table
from connectorsmith.lint.explain import explain
from connectorsmith.lint.policy_catalog import policy_catalog
from connectorsmith.lint.reference_words import methods, reference_table, reference_words, settings
from connectorsmith.lint.selection import all_rules
from connectorsmith.model.json_shapes import PRIMITIVES
from connectorsmith.workspace.connections_file import schema as connections_schema

PAGES = Path(__file__).parents[2] / "docs" / "reference"
COMMANDS = {name: verbs.get_command(click.Context(verbs), name) for name in verbs.list_commands(click.Context(verbs))}
OPTIONS = sorted({opt for one in COMMANDS.values() for part in one.params for opt in part.opts if opt[0] == "-"})


CHOICES = {
    (word, part.opts[0])
    for one in COMMANDS.values()
    for part in one.params
    if isinstance(part, click.Option) and isinstance(part.type, click.Choice)
    for word in part.type.choices
}
LINK = re.compile(r"\[([^\]`]+)\]\([^)]*\)")


def rows(page: str, title: str) -> dict[str, str]:
    """The first two cells of the rows of a table."""
    part = (PAGES / f"{page}.md").read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| `?([^`|]+?)`? \| ((?:[^|\\]|\\.)+?) \|", part, re.MULTILINE)
    return {word: text for word, text in found if text not in ("---", "meaning", "what it does")}


def explanation(word: str) -> str:
    return "\n".join(one.reference or one.name for one in explain(word))


def test_every_key_is_explained_with_its_meaning():
    assert [key.name for key in keys() if key.meaning.split(". ")[0] not in explanation(key.name)] == []


def test_every_rule_and_every_template_is_explained():
    assert [rule.id for rule in all_rules() if rule not in explain(rule.id)[0].rules] == []
    assert [name for name in policy_catalog(PAGES).templates if not explanation(name).startswith(f"{name}: ")] == []


def test_every_other_word_is_explained():
    assert [word for word in reference_words() if not explanation(word)] == []
    for tables in (recipes.IN_RECIPES, recipes.IN_POLICIES):
        assert [call.example for call in tables.values() if call.meaning not in explanation(call.example)] == []
    assert [name for name, signature in methods().items() if signature not in explanation(name)] == []
    assert [name for name, meaning in settings().items() if meaning not in explanation(name)] == []
    assert methods().keys() == reference_table("methods").keys()


def enumerations(schema) -> Iterator[str]:
    """Every text of every enumeration in a schema; examples are values of an author, not words of the language."""
    if isinstance(schema, dict):
        listed = schema.get("enum", ())  # a key may have this name too
        yield from (one for one in listed if isinstance(listed, list) and isinstance(one, str))
        for name, inside in schema.items():
            yield from enumerations(inside) if name not in ("examples", "value") else ()
    elif isinstance(schema, list):
        for inside in schema:
            yield from enumerations(inside)


def property_names(schema) -> Iterator[str]:
    """Every key that a schema has."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inside in schema.values():
            yield from property_names(inside)


def test_every_value_of_an_enumeration_is_explained():
    found = {word for schema in (table(), json.loads(cases_schema())) for word in enumerations(schema)}
    assert found > {"basic", "important", "batch", "formData", "accessCode", "multi", "refused", "agent"}
    assert sorted(word for word in found if f"{word} (value " not in explanation(word)) == []


def test_every_key_of_cases_and_connections_is_explained():
    found = {*property_names(json.loads(cases_schema())), *property_names(json.loads(connections_schema()))}
    assert found > {"poll", "notify", "expect", "tokens"}
    assert sorted(word for word in found if f"{word} (key in " not in explanation(word)) == []


def test_every_http_method_is_explained():
    pattern = form("operation")["properties"]["call"]["pattern"]
    listed = set(pattern.removeprefix("^(").partition(")")[0].split("|"))
    assert listed == reference_table("http-methods").keys()
    assert [word for word in listed if f"{word} (HTTP method" not in explanation(word.lower())] == []


def test_every_type_and_every_kind_of_connection_parameter_is_explained():
    words = {*FORMATS, *PRIMITIVES, *form("connectionParameter")["properties"]["type"]["examples"]}
    assert sorted(word for word in words if f"{word} (value of " not in explanation(word)) == []


def test_every_file_is_explained():
    page = {
        word: LINK.sub(r"\1", text) for word, text in rows("files", "Files of a workspace").items() if word != "file"
    }
    assert page == reference_table("files")
    assert [word for word, text in page.items() if text not in explanation(word)] == []


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("connectorsmith.toml", "connectorsmith.toml (file)"),
        ("settings.json", "connectors/<id>/settings.json (file)"),
        ("specs/orders/tests/paid.yaml", "specs/<id>/tests/*.yaml (file)"),
        ("connectors/orders/policies/a/b/policy.xml", "policy.xml (file)"),
        ("pyproject.toml", "connectorsmith.toml (file)"),
        ("dist", "dist/ (file)"),
        ("Link", "Recipe > next-link (key)"),
        ("exit 3", "3 (exit code)"),
    ],
)
def test_word(word, part):
    assert part in explanation(word)


@pytest.mark.parametrize("word", ["the", "The next page", "x.exe", "notified"])
def test_other_words_are_unknown(word):
    assert explain(word) == []


def test_every_value_of_an_option_is_explained(run):
    for word, option in sorted(CHOICES):
        assert f"{word} (value of {option})" in run("explain", word).out or word in COMMANDS


def test_every_term_leads_to_words_that_are_explained():
    found = {word for words in reference_table("terms").values() for word in words}
    assert [word for word in sorted(found.difference(COMMANDS, OPTIONS)) if not explain(word)] == []


@pytest.mark.parametrize(("table", "title"), [("variables", "Environment variables"), ("exit-codes", "Exit codes")])
def test_page_and_explain_say_the_same(table, title):
    known = {word: text for word, text in reference_table(table).items() if word != "128"}
    assert rows("files", title) == known
    assert [word for word, text in known.items() if text not in explanation(word)] == []
    assert "141" in explanation("141")


def test_every_command_is_explained(run):
    for name, command in COMMANDS.items():
        ended = run("explain", name)
        assert (ended.code, ended.out.startswith(f"Usage: connectorsmith {name} ")) == (0, True)
        assert command.short_help


def test_every_option_is_explained(run):
    assert len(OPTIONS) > 60
    for option in OPTIONS:
        ended = run("explain", "--", option)
        assert (ended.code, ended.out.startswith(f"{option} (option)")) == (0, True), option
