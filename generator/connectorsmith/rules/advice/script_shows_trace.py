"""The script answers with a trace of its own work.

Why: such a trace holds parts of the request, often with its headers, and then is in the history of the flow.
Write: a message for the maker in the answer; the trace with this.Context.Logger.
Bad:
    response.Content = CreateJsonContent(trace.ToString());
Good:
    this.Context.Logger.LogInformation(trace.ToString());
Source: seen in a published connector; https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
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
    """Look in what the author wrote for a variable with the name of a trace in what is answered."""
    for code in written_code(connector):
        for match in _SHOWN.finditer(code.plain):
            yield code.finding(match.start(1), f"answers with a trace, {match[1]}", "write it with this.Context.Logger")


_SHOWN: Final = re.compile(
    r"\b(?:CreateJsonContent|StringContent)\([^;]{0,300}?\b(?!Logger)(\w*(?:[tT]race|[dD]ebug)(?:[A-Z_]\w*)?)\b",
    re.DOTALL,
)
