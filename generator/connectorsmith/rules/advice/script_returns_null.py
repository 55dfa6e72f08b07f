"""The script ends a call without an answer.

Why: the platform passes on what ExecuteAsync returns; null becomes an internal error in the flow, which says nothing.
Write: an answer in every case: the one of the API, or an HttpResponseMessage with a status that says what happened.
Bad:
    default: return null;
Good:
    default: return new HttpResponseMessage(HttpStatusCode.BadRequest);
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code; seen in three published scripts
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for null in what ExecuteAsync returns itself; functions inside it are left alone."""
    for code in written_code(connector):
        method = _METHOD.search(code.plain)
        for offset in _nothings(code.plain, method.end()) if method is not None else ():
            yield code.finding(offset, "ends a call without an answer", "return an HttpResponseMessage")


def _nothings(code: str, start: int) -> Iterator[int]:
    """The offsets of ``return null`` in the body of a method, outside of what is in a block of its own inside."""
    functions: list[bool] = []
    for match in _STEP.finditer(code, start):
        if match[0] == "}":
            functions.pop()
            if not functions:
                return
        elif match["null"] is None:
            functions.append(match["function"] is not None)
        elif not any(functions):
            yield match.start()


_METHOD: Final = re.compile(r"\boverride\b[^;{=]{0,200}\bExecuteAsync\s*\(\s*\)\s*(?=\{)")
_INSIDE: Final = r"\((?:[^(){}]|\((?:[^(){}]|\((?:[^(){}]|\([^(){}]*\))*\))*\))*\)"
_STEP: Final = re.compile(
    rf"\b(?:if|for|foreach|while|switch|using|lock|catch|when)\s*{_INSIDE}\s*\{{"
    rf"|(?P<function>(?:=>|\b\w+(?:<[\w, ]+>)?\s*{_INSIDE})\s*\{{)"
    r"|\{|\}|(?P<null>\breturn\s+null\s*;)"
)
