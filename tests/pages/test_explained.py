"""``explain`` knows every word of the reference, and prints what the reference says of it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from tests.pages import recipes

from connectorsmith.cli._group import verbs
from connectorsmith.language.key_reference import keys
from connectorsmith.lint.explain import explain
from connectorsmith.lint.policy_catalog import policy_catalog
from connectorsmith.lint.reference_words import methods, reference_table, reference_words, settings
from connectorsmith.lint.selection import all_rules

PAGES = Path(__file__).parents[2] / "docs" / "reference"
COMMANDS = {name: verbs.get_command(click.Context(verbs), name) for name in verbs.list_commands(click.Context(verbs))}
OPTIONS = sorted({opt for one in COMMANDS.values() for part in one.params for opt in part.opts if opt[0] == "-"})


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
