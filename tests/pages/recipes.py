"""The page of the recipes: each with its keys and an example, and the calls that its values may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.language.key_reference import Key, keys
from connectorsmith.language.words import form, resolved
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


IN_RECIPES = {
    "headers": Call("@headers('x-as','unknown')",
                    "A header of the call before recipes change it; the second argument is used if it is missing."),
    "queryParameters": Call("@queryParameters('limit','50')",
                            "A query parameter of the call before recipes change it, likewise."),
    "pathParameters": Call("@pathParameters('id')", "A path parameter of the operation; in an address also `{id}`."),
    "body": Call("@body().order.lines[0]", "The JSON that was sent, or the value at a path in it."),
    "response": Call("@response().id", "The JSON of the answer, in `response`, `errors` and `location`."),
    "item": Call("@item().name", "The item at hand, where a recipe acts on each item of a list."),
    "lookup": Call("@lookup('group').id", "What the recipe `lookup` with this name has found."),
}  # fmt: skip
"""The functions of values in recipes."""
IN_POLICIES = {
    "headers": Call("@headers('x-as','unknown')", "A header of the request; the second argument is used where it is "
                    "missing."),
    "queryparameters": Call("@queryParameters('limit')", "A query parameter of the request."),
    "connectionparameters": Call("@connectionParameters('region','eu')", "A connection parameter."),
    "environmentvariables": Call("@environmentVariables('contoso_url')", "An environment variable of the solution."),
    "body": Call("@body().items", "A place in the body of the message."),
    "item": Call("@item().id", "A place in the item at hand, where a template acts on each item of a list."),
    "triggerbody": Call("@{triggerBody().value[0].id}", "A place in the answer to a poll, in `pollingtrigger`."),
    "request.originalhttpmethod": Call("@Request.OriginalHTTPMethod", "The method of the operation."),
}  # fmt: skip
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
