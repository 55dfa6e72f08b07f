"""A recipe does not fit the call, or another recipe for it.

Why: a GET has no body to change, a body has one form, and only a GET can be repeated at another address.
Write: recipes for what the operation sends; one of `form`, `multipart` and `decode`, and `body` not after it.
Bad:
    AddLine: {call: GET /lines, script: [{body: {pick: [name]}}]}
Good:
    AddLine: {call: POST /lines, script: [{body: {pick: [name]}}]}
Source: https://www.rfc-editor.org/rfc/rfc9110#section-9.3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.model.recipe import Makes
from connectorsmith.model.script import Location, LookUp, NextLink, Readdress, Recipe, Redirect

_WITHOUT_BODY: Final = ("GET", "HEAD", "DELETE")


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Hold the recipes of each operation against its method and against each other."""
    for operation in connector.scripted:
        recipes = operation.script or ()
        if operation.id is None:
            yield Finding(operation.at / "script", "an operation without an id cannot have custom code", "give it one")
        yield from _check_method(recipes, operation)
        yield from _check_bodies(recipes)
        yield from _check_names(recipes)


def _check_method(recipes: Sequence[Recipe], operation: Operation) -> Iterator[Finding]:
    sent = next((one.call.partition(" ")[0] for one in reversed(recipes) if isinstance(one, Readdress)), None)
    method = sent or operation.method.upper()
    for recipe in recipes:
        if recipe.makes is not None and method in _WITHOUT_BODY:
            yield Finding(recipe.at, f"`{recipe.word}` makes a body, and a {method} has none", "use `call` with POST")
        elif isinstance(recipe, Redirect) and method not in ("GET", "HEAD"):
            yield Finding(recipe.at, f"a {method} cannot be repeated at another address", "remove `redirect`")
        elif isinstance(recipe, Location) and operation.trigger is None:
            yield Finding(recipe.at, "only a trigger has a webhook to remove", "use `response` with `headers`")
        elif isinstance(recipe, NextLink) and _page_link(operation) != recipe.name:
            message = f"nothing reads the address of the next page from {recipe.name}"
            yield Finding(recipe.at, message, f'add pageable: {{nextLinkName: "{recipe.name}"}} to the operation')


def _page_link(operation: Operation) -> Json:
    pageable = operation.extra.get("x-ms-pageable")
    return pageable.get("nextLinkName") if isinstance(pageable, dict) else None


def _check_bodies(recipes: Sequence[Recipe]) -> Iterator[Finding]:
    made: Recipe | None = None
    for recipe in recipes:
        if recipe.makes is not None and made is not None:
            message = f"`{recipe.word}` replaces the body that `{made.word}` made"
            yield Finding(recipe.at, message, "keep one of the two", ((made.word, made.at),))
        elif recipe.makes is Makes.NEW:
            made = recipe


def _check_names(recipes: Sequence[Recipe]) -> Iterator[Finding]:
    names: dict[str, Recipe] = {}
    for recipe in (one for one in recipes if isinstance(one, LookUp)):
        if recipe.name in names:
            first = (("the first", names[recipe.name].at),)
            yield Finding(recipe.at / "name", f'something was looked up as "{recipe.name}" already', "rename it", first)
        names.setdefault(recipe.name, recipe)
