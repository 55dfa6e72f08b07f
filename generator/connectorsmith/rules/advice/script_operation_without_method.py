"""An operation runs through the author's script, which neither names it nor passes it on.

Why: the call then ends where the script ends all that it does not know, usually in an error.
Write: the operation's id in the script, or take the operation out of `scriptOperations`.
Bad:
    scriptOperations: [GetOrder, AddOrder]     # the script asks for GetOrder only, and refuses all else
Good:
    scriptOperations: [GetOrder]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.diagnostics import SPEC, Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.script_methods import Bodies, branch_end, called, method_bodies, other_choice
from connectorsmith.rules.support.scripts import AuthorCode, written_code

_ENTRY: Final = "ExecuteAsync"
_SENDS: Final = "SendAsync"
_ALL_BUT: Final = re.compile(
    r"operationid\s*!=|!=\s*[\w.]*operationid|!\s*(?:[\w.]*operationid\s*\.|string\.)equals\b", re.IGNORECASE
)
"""A comparison that holds for every operation but one."""


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for each listed operation in the script, unless the script passes on what it does not name."""
    written = (connector.properties and connector.properties.script_operations) or ()
    listed = written or [operation.id for operation in connector.operations if operation.id]
    files = list(written_code(connector))
    named = {name for name in listed if any(_names(code.text, name) for code in files)}
    if not connector.own_script or not named or any(_passes_on_the_rest(code, named) for code in files):
        return
    hint = "name it in script.csx, or take it out of the list"
    for index, name in enumerate(written):
        if name not in named:
            yield Finding(SPEC / "scriptOperations" / index, f"script.csx does not name the operation {name}", hint)
    for operation in connector.operations if not written else ():
        if operation.id and operation.id not in named:
            message = f"script.csx runs for every operation, and does not name {operation.id}"
            yield Finding(operation.at / "operationId", message, "name it in script.csx, or list the others")


def _names(text: str, name: str) -> bool:
    """Whether code names an operation, in Base64 too, as which ids arrive in some regions."""
    return any(form in text for form in _forms(name)) or f"nameof({name})" in text


def _forms(name: str) -> tuple[str, str]:
    return f'"{name}"', f'"{b64encode(name.encode()).decode()}"'


def _passes_on_the_rest(code: AuthorCode, named: Iterable[str]) -> bool:
    """Whether the script sends on the operations that it does not name: behind the last one that it names."""
    plain = code.plain
    bodies = method_bodies(plain)
    if _ALL_BUT.search(plain):
        return True
    for start, end in bodies.get(_ENTRY, []):
        last = max((code.text.rfind(form, start, end) for name in named for form in _forms(name)), default=-1)
        rest = start if last < 0 else other_choice(plain, last, end) or branch_end(plain, last, end)
        default = plain.rfind("default", rest, end)
        if _sends(plain, bodies, max(rest, default), end):
            return True
    return False


def _sends(plain: str, bodies: Bodies, start: int, end: int) -> bool:
    """Whether a stretch of code sends a request, itself or in a method that it calls, or that this one calls."""
    waiting, seen = [(start, end)], {_ENTRY}
    while waiting:
        names = called(plain, *waiting.pop())
        if _SENDS in names:
            return True
        waiting += [body for name in names - seen for body in bodies.get(name, [])]
        seen |= names
    return False
