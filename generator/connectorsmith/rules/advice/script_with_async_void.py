"""The script has a method that is "async void".

Why: the caller cannot wait for it, and an exception in it ends the process that runs the code.
Write: "async Task".
Bad:
    private async void Send() { await …; }
Good:
    private async Task Send() { await …; }
Source: https://learn.microsoft.com/en-us/archive/msdn-magazine/2013/march/async-await-best-practices-in-asynchronous-programming
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the two words in what the author wrote."""
    for code in written_code(connector):
        for match in re.finditer(r"\basync\s+void\b", code.plain):
            yield code.finding(match.start(), "has a method that is async void", "write async Task")
