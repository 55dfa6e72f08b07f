"""A recipe says nothing, or another one takes back what it says, so that nothing would happen.

Why: it looks as if something were done.
Write: at least one key of the recipe that does something.
Bad:
    script: [{headers: {}}]
Good:
    script: [{headers: {remove: [x-as]}}]
Source: own rule of this language
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import Readdress, Recipe, SchemaById, Translate


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Find recipes whose keys are all missing or empty, and lists of recipes without any."""
    for operation in connector.operations:
        if operation.script == ():
            yield Finding(operation.at / "script", "the list has no recipe", "add one, or remove `script`")
        for recipe in operation.script or ():
            message = _fault(recipe)
            if message is not None:
                yield Finding(recipe.at, message, "see `connectorsmith schema` for its keys")
        calls = (recipe for recipe in operation.script or () if isinstance(recipe, Readdress))
        for one, other in pairwise(calls):
            message = "`call` has no effect: another one after it says where the call goes"
            yield Finding(
                one.at, message, "remove one of the two; `lookup` calls for something else", (("call", other.at),)
            )


def _fault(recipe: Recipe) -> str | None:
    if recipe.idle is not None and not _given(recipe):
        return f"`{recipe.word}` {recipe.idle}"
    if isinstance(recipe, SchemaById) and not recipe.schemas:
        return "`schema` has no schemas"
    if isinstance(recipe, Translate) and not (recipe.table or recipe.pattern):
        return "`translate` refuses every value: it has no table and no pattern"
    return None


def _given(recipe: Recipe) -> bool:
    """Whether any attribute of a recipe is not as it is where it is left out."""
    usual = type(recipe)(at=recipe.at)
    return any(getattr(recipe, name) != getattr(usual, name) for name in recipe.__struct_fields__)
