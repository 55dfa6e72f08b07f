"""A recipe would send a credential to another host.

Why: the operator of that host could then act as the user; a published connector does so when it follows a redirect.
Write: under `keep` only headers that say nothing about the user, and a token address that is written out.
Bad:
    script: [{token: {call: "POST https://@headers('x-host')/token", form: {secret: "@headers('x-secret')"}}}]
Good:
    script: [{token: {call: "POST https://login.example.com/token", form: {secret: "@headers('x-secret')"}}}]
Source: https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.recipe_expression import calls
from connectorsmith.model import Connector
from connectorsmith.model.script import Recipe, Redirect, Token

_CREDENTIAL: Final = re.compile(
    r"auth|token|key|secret|password|passwd|session|cookie|credential|signature|user|email|^host$", re.IGNORECASE
)


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the names of headers that redirects keep, and the addresses of token services."""
    for operation in connector.scripted:
        for recipe in operation.script or ():
            yield from _check(recipe)


def _check(recipe: Recipe) -> Iterator[Finding]:
    if isinstance(recipe, Redirect):
        for index, name in enumerate(recipe.keep):
            if _CREDENTIAL.search(name):
                message = f"the header {name} looks like a credential, and redirects may lead to another host"
                yield Finding(recipe.at / "keep" / index, message, "leave it out; the same host gets it anyway")
    if isinstance(recipe, Token) and "://" in recipe.call and any(calls(recipe.call)):
        message = "the address to which the credentials are sent depends on the call"
        yield Finding(recipe.at / "call", message, "write the address out, or a path below the API")
