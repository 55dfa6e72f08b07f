"""A recipe is where it can no longer act.

Why: what changes the call must come before it is sent, and nothing follows a recipe that answers by itself.
Write: first what changes the call, then at most one recipe that answers in its place, then what changes the answer.
Bad:
    script: [{answer: {status: 204}}, {headers: {remove: [x-as]}}]
Good:
    script: [{headers: {remove: [x-as]}}, {answer: {status: 204}}]
Source: own rule of this language
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import Phase, Recipe
from connectorsmith.rules.support.recipes import is_final

_ORDER: Final = tuple(Phase)


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Hold each recipe against those before it."""
    for operation in connector.scripted:
        before: Recipe | None = None
        for recipe in operation.script or ():
            message = _fault(recipe, before)
            if message is not None and before is not None:
                yield Finding(recipe.at, message, "move it up, or remove one of the two", ((before.word, before.at),))
            if before is None or _ORDER.index(recipe.acts) >= _ORDER.index(before.acts):
                before = recipe


def _fault(recipe: Recipe, before: Recipe | None) -> str | None:
    if before is None:
        return None
    if is_final(before):
        return f"`{recipe.word}` is never reached: `{before.word}` has answered the call"
    if recipe.acts is Phase.ANSWER and before.acts is not Phase.REQUEST:
        return f"`{recipe.word}` comes after `{before.word}`, when there is an answer already"
    if recipe.acts is Phase.REQUEST and before.acts is not Phase.REQUEST:
        return f"`{recipe.word}` changes the call after `{before.word}`, when it has been sent"
    return None
