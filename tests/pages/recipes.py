"""The page of the recipes: each with its keys and an example, and the calls that its values may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.language.key_reference import Key, keys
from connectorsmith.language.words import form, resolved
from connectorsmith.lint.reference_words import reference_table
from connectorsmith.source.yaml.write import write_yaml

TITLE = "# Recipes and `@` calls"
OPENING = (
    "A recipe is one thing that custom code does, under `script` of an operation or in the shared `recipes` of a spec. "
    "Recipes act in the order they are written in. `connectorsmith script NAME` shows the C# that they become; "
    "[custom code](custom-code.md) has what a snippet may use."
)
RECIPE = "Recipe"


class Call(NamedTuple):
    """A function of a value: an example, and what it gives."""

    example: str
    meaning: str


IN_RECIPES = {word: Call(**entry) for word, entry in reference_table("recipe-calls").items()}
"""The functions of values in recipes."""
IN_POLICIES = {word: Call(**entry) for word, entry in reference_table("policy-calls").items()}
"""The functions of values in policies, in small letters."""


def examples() -> dict[str, Any]:
    """The example of each recipe, by its word."""
    return {word: resolved(entry)["examples"][0] for word, entry in form("recipe")["properties"].items()}


def text() -> str:
    """The whole page."""
    found = [one for one in keys() if one.form == RECIPE]
    return page(
        TITLE,
        OPENING,
        *(part for word, value in examples().items() for part in _recipe(word, value, found)),
        "## `@` calls in recipes",
        "A value is a text with calls in it; one that is a call alone keeps the type of what it gives.",
        _calls(IN_RECIPES),
        "## `@` calls in policies",
        "Braces, as in `@{body().id}`, make a text of what a call gives.",
        _calls(IN_POLICIES),
    )


def _recipe(word: str, value: Any, found: list[Key]) -> Iterator[str]:
    yield f"## {word}"
    own, *inner = (one for one in found if one.path[0] == word)
    yield prose(own.meaning)
    yield block(write_yaml({"script": [{word: value}]}), "yaml")
    rows = [(code(".".join(one.path[1:])), one.holds, prose(_meaning(one))) for one in inner]
    yield table(("key", "holds", "meaning"), rows) if rows else ""


def _meaning(key: Key) -> str:
    return f"{key.meaning} Left out: {key.default}." if key.default else key.meaning


def _calls(calls: dict[str, Call]) -> str:
    return table(("call", "what it gives"), [(code(one.example), prose(one.meaning)) for one in calls.values()])
