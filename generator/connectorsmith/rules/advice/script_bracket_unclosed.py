"""A bracket in the author's script has no other half.

Why: the script does not compile, so that the connector cannot be saved with it.
Write: the missing bracket. `connectorsmith script NAME --compile` finds all else that a compiler finds.
Bad:
    public class Script : ScriptBase { public override async Task<HttpResponseMessage> ExecuteAsync() { return null; }
Good:
    public class Script : ScriptBase { public override async Task<HttpResponseMessage> ExecuteAsync() { return null; } }
Source: https://learn.microsoft.com/en-us/dotnet/csharp/misc/cs1513
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.script_brackets import lone_bracket
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Pair the brackets outside of comments and strings."""
    for code in written_code(connector):
        place = lone_bracket(code.text)
        if place is not None:
            bracket = code.text[place]
            closes = bracket in ")]}"
            message = f"has a {bracket} that {'closes nothing' if closes else 'is not closed'}"
            other = _OTHER[bracket]
            yield code.finding(place, message, f"remove it, or write {other} before it" if closes else f"write {other}")


_OTHER: Final = {"(": ")", "[": "]", "{": "}", ")": "(", "]": "[", "}": "{"}
