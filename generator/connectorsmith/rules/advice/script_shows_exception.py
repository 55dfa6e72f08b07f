"""The script answers with the whole of an exception.

Why: a stack trace, and whatever the exception holds of the call, then are in the history of the flow, where more
    people read than may see the request.
Write: a message of your own, and no more of the exception than its Message.
Bad:
    response.Content = CreateJsonContent(JsonConvert.SerializeObject(exception));
Good:
    response.Content = CreateJsonContent(new JObject { ["message"] = "The order could not be read." }.ToString());
Source: https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html
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
    """Look in what the author wrote for stack traces, and for exceptions that are written out."""
    for code in written_code(connector):
        for match in _SHOWN.finditer(code.plain):
            yield code.finding(match.start(), "answers with a whole exception", "answer with a message of your own")


_EXCEPTION: Final = r"(?:e|ex|exc|exception|error)"
_SHOWN: Final = re.compile(
    rf"\.StackTrace\b|\bSerializeObject\(\s*{_EXCEPTION}\s*[,)]|\bFromObject\(\s*{_EXCEPTION}\s*[,)]"
    rf"|\b(?:CreateJsonContent|StringContent)\([^;]{{0,300}}?\b{_EXCEPTION}\.ToString\(\)"
)
