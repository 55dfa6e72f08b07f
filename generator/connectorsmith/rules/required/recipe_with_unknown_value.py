"""A value in a recipe calls for something that is not there.

Why: a misspelt function would be sent as text, and what does not exist yet has no value.
Write: @headers, @queryParameters, @pathParameters or @body for the call, @lookup after its look-up, @response in what
changes the answer, @item inside `set`.
Bad:
    ListOrders: {call: GET /orders, script: [{headers: {set: {x-id: "@pathParameters('id')"}}}]}
Good:
    ListOrders: {call: "GET /orders/{id}", script: [{headers: {set: {x-id: "@pathParameters('id')"}}}]}
Source: own rule of this language
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.recipe_expression import (
    ARGUMENTS,
    ITEM,
    LOOKUP,
    RESPONSE,
    VARIABLE,
    RecipeCall,
    address_parts,
    recipe_parts,
)
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import LookUp, Recipe
from connectorsmith.rules.support.recipes import Value, reads_response, values

_WRITTEN = {name: "('name')" if most else "()" for name, (_, most) in ARGUMENTS.items()}
_UNREAD = re.compile(rf"@\{{?\s*({'|'.join(ARGUMENTS)})\(")
_ELSEWHERE = {"connectionParameters": "pass it on in a header with a setheader policy, and read that"}


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every call in every value asks for."""
    for operation in connector.scripted:
        found: list[str] = []
        for recipe in operation.script or ():
            for value in values(recipe):
                yield from _unread(value)
                split = address_parts if value.address else recipe_parts
                for call in (part for part in split(value.text) if isinstance(part, RecipeCall)):
                    yield from _check(call, value, recipe, operation, found)
            if isinstance(recipe, LookUp):
                found.append(recipe.name)


def _unread(value: Value) -> Iterator[Finding]:
    """What looks like a call and would be sent as it is, since it cannot be read as one."""
    for part in recipe_parts(value.text):
        if isinstance(part, str) and (unread := _UNREAD.search(part)):
            yield Finding(value.at, f"{unread[0]} cannot be read", f"write @{unread[1]}{_WRITTEN[unread[1]]}")


def _check(call: RecipeCall, value: Value, recipe: Recipe, operation: Operation, found: list[str]) -> Iterator[Finding]:
    if not call.known:
        yield _unknown(call, value)
    elif call.function == LOOKUP and call.arguments[0] not in found:
        hint = f"there is {listed(found)}" if found else "put a `lookup` of this name before it"
        yield Finding(value.at, f'nothing was looked up as "{call.arguments[0]}" before', hint)
    elif call.function == RESPONSE and not reads_response(recipe):
        yield Finding(value.at, f"{call.shown} is read before the API has answered", "read @body() or a @lookup")
    elif call.function == ITEM and not value.item:
        yield Finding(value.at, "@item() has a value inside `set` only", "read @body() or @response()")
    elif call.function == VARIABLE and call.arguments[0] not in operation.variables:
        known = listed(operation.variables)
        hint = f"the path has {known}" if known else "the path has no parameters; read a header or the query"
        yield Finding(value.at, f'the path of the operation has no parameter "{call.arguments[0]}"', hint)


def _unknown(call: RecipeCall, value: Value) -> Finding:
    if call.function in ARGUMENTS:
        _, most = ARGUMENTS[call.function]
        wanted = "no argument" if most == 0 else "one argument" if most == 1 else "one or two arguments"
        return Finding(value.at, f"@{call.function} takes {wanted}, not {len(call.arguments)}")
    likely = suggest(call.function, ARGUMENTS)
    known = ", ".join(f"@{name}" for name in ARGUMENTS)
    hint = _ELSEWHERE.get(call.function) or (f"did you mean @{likely}?" if likely else f"there is {known}")
    return Finding(value.at, f"a script knows no @{call.function}", hint)
