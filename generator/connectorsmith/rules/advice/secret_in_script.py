"""Custom code holds a secret.

Why: everybody who may edit the connector can read its code, and the code of certified connectors is public.
Write: a connection parameter of type securestring, a policy that sends it in a header, and code that reads that header.
    Revoke the secret if the file was ever shared.
Bad:
    private const string ApiKey = "8f14e45fceea167a5a36dedd4bea2543";
Good:
    var key = this.Context.Request.Headers.GetValues("X-Key").First();
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code; CredScan looks for such values in
    pull requests to microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import looks_real
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the texts in quotes that the name of a secret is given, and at keys that are known by their form."""
    for code in written_code(connector):
        end = 0
        for first, last in find_secret_text(code.text, code=True).places:
            if first >= end and looks_real(code.text[first:last].strip("\"'")):
                yield code.finding(first, "holds a secret", "send it in a header, from a hidden connection parameter")
                end = last
