"""The script makes an HTTP client of its own.

Why: such calls leave the platform's control: they are announced to be blocked, and follow redirects by themselves.
Write: this.Context.SendAsync with a new HttpRequestMessage.
Bad:
    var client = new HttpClient();
Good:
    await this.Context.SendAsync(request, this.CancellationToken)
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code

_CLIENT: Final = re.compile(r"\bnew\s+(?:System\.Net\.(?:Http\.)?)?(HttpClient|WebClient)\b|\b(WebRequest)\.Create")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for clients in what the author wrote."""
    for code in written_code(connector):
        for match in _CLIENT.finditer(code.plain):
            message = f"makes its own {match[1] or match[2]}"
            yield code.finding(match.start(), message, "call this.Context.SendAsync")
