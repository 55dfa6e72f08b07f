"""A recipe compares a value with a pattern that is not a regular expression.

Why: every call would fail with an error of the custom code.
Write: brackets and parentheses that close, something before each * + and ?, and a backslash before a sign that
    represents itself.
Bad:
    script: [{require: {value: "@headers('x-code')", pattern: "[A-Z{2}"}}]
Good:
    script: [{require: {value: "@headers('x-code')", pattern: "[A-Z]{2}"}}]
Source: https://learn.microsoft.com/en-us/dotnet/standard/base-types/regular-expression-language-quick-reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import Require, Translate
from connectorsmith.rules.support.patterns import fault_of

_QUOTED = re.compile(r"\\.?|\[(?:\\.|[^\]\\])*+[\]\\]?", re.DOTALL)
_NOT_OF_NET = re.compile(r"\(\?P|(?:[*+?]|\{\d+(?:,\d*)?\})\+")
"""Names of groups as Python has them and possessive signs; .NET, which runs the script, refuses both."""


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the pattern of every recipe that has one."""
    recipes = (recipe for operation in connector.scripted for recipe in operation.script or ())
    for recipe in (one for one in recipes if isinstance(one, Require | Translate)):
        fault = fault_of(recipe.pattern) if recipe.pattern is not None else None
        if fault is not None:
            hint = "close what is open, and write a backslash before a sign that represents itself"
            message = f'"{recipe.pattern}" is not a regular expression: {fault}'
            yield Finding(recipe.at / "pattern", message, hint)
        elif foreign := _NOT_OF_NET.search(_QUOTED.sub("x", recipe.pattern or "")):
            message = f'"{recipe.pattern}" is not a regular expression of .NET: it does not know {foreign[0]}'
            yield Finding(recipe.at / "pattern", message, "write it in another way; a group is named (?<name>…)")
