"""The script sets a header of the content on the request or the answer.

Why: Content-Type, Content-Length and their like belong to the Content of a message. On the message itself Add ends the
    call with an error, and TryAddWithoutValidation does nothing.
Write: the header on the Content, or the media type where the content is made.
Bad:
    request.Headers.Add("Content-Type", "text/csv");
Good:
    request.Content = new StringContent(text, Encoding.UTF8, "text/csv");
Source: https://learn.microsoft.com/en-us/dotnet/api/system.net.http.headers.httpcontentheaders
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.content_headers import CONTENT_HEADERS
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the names of the headers that are set on what is called a request or an answer."""
    for code in written_code(connector):
        for match in _SET.finditer(code.plain):
            name = _NAME.match(code.text, match.end())
            owner = _owner(code.plain, match.start())
            if name is not None and name[1].casefold() in CONTENT_HEADERS and _MESSAGE.search(owner):
                message = f"sets {name[1]} on the message, where it has no place"
                yield code.finding(match.start() - len(owner), message, "set it on the Content of the message")


def _owner(code: str, end: int) -> str:
    """The names with dots between them that end at a place."""
    start = end
    while start and (code[start - 1].isalnum() or code[start - 1] in "_."):
        start -= 1
    return code[start:end].lstrip(".")


_SET: Final = re.compile(r"\.Headers\.(?:Add|TryAddWithoutValidation)\(\s*(?=\")")
_MESSAGE: Final = re.compile(r"(?:[rR]equest|[rR]esponse)(?:Message)?$|(?:^|\.)(?:req|resp)$")
_NAME: Final = re.compile(r'"([\w-]+)"')
