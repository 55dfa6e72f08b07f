"""The script follows a redirect and takes all headers of the call along.

Why: the other address may belong to a third party, who then gets the key or the token of the connection.
Write: a new request with the headers that the other address needs, and never Authorization or an API key.
Bad:
    foreach (var header in Context.Request.Headers) { next.Headers.Add(header.Key, header.Value); }
Good:
    var next = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
Source: https://fetch.spec.whatwg.org/#http-redirect-fetch, which drops Authorization on the way to another host
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
    """Look for a copy of all headers in code of the author's that reads where a redirect leads."""
    for code in written_code(connector):
        copied = _COPY.search(code.plain)
        if copied is not None and _FOLLOWED.search(code.plain):
            message = "follows a redirect with all headers of the call"
            yield code.finding(copied.start(), message, "send no credentials to another address")


_COPY: Final = re.compile(r"\bforeach\s*\([^()]*\bin\s+[\w.]*Request\.Headers\s*\)")
_FOLLOWED: Final = re.compile(r"\bHeaders\.Location\b(?!\s*=[^=])")
