"""A recipe names a snippet that is not there.

Why: the script would not compile.
Write: the name of a file in the folder `script` beside the spec, and of a method in it.
Bad:
    script: [{snippet: {file: mach.cs, method: MatchParty}}]
Good:
    script: [{snippet: {file: match.cs, method: MatchParty}}]
Source: own rule of this language
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.model.script import SNIPPETS, Snippet

_METHOD = re.compile(r"(?<!\w)(\w+)\s*\(")
_NOT_A_TYPE = re.compile(r"[^\w<>\[\],\s]")


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the file and the method of each snippet."""
    recipes = (recipe for operation in connector.scripted for recipe in operation.script or ())
    for recipe in (one for one in recipes if isinstance(one, Snippet)):
        content = connector.assets.get(recipe.asset)
        if content is None:
            there = [name.removeprefix(SNIPPETS) for name in connector.assets if name.startswith(SNIPPETS)]
            yield Finding(recipe.at / "file", f"there is no {recipe.asset} beside the spec", _hint(recipe.file, there))
            continue
        try:
            methods = [*_methods(content.decode("utf-8-sig"))]
        except UnicodeDecodeError:
            yield Finding(recipe.at / "file", f"{recipe.asset} is not UTF-8", "save the file as UTF-8")
            continue
        if recipe.method not in methods:
            message = f"{recipe.asset} has no method {recipe.method}"
            yield Finding(recipe.at / "method", message, _hint(recipe.method, methods))


def _methods(code: str) -> Iterator[str]:
    """The methods of C# text: each name before a parenthesis that has nothing but modifiers and a type before it."""
    for line in code.split("\n"):
        found = _METHOD.search(line)
        before = line[: found.start()] if found else ""
        if found and before.strip() and before[-1].isspace() and not _NOT_A_TYPE.search(before):
            yield found[1]


def _hint(name: str, known: list[str]) -> str | None:
    likely = suggest(name, known)
    return f"did you mean {likely}?" if likely else f"there is {listed(known)}" if known else None
