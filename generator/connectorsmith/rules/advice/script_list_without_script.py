"""Operations are listed to run through custom code, and there is no code.

Why: the service refuses the upload, and custom code that is lost answers these operations with an error.
Write: the script.csx, as it is beside the other files, or no "scriptOperations".
Bad:
    scriptOperations: [ListOrders]
Good:
    script: file
    scriptOperations: [ListOrders]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code; 6 of about 1,030 published
    connectors have a list and no file
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a script beside a list that is not empty."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    if listed and not connector.own_script and not connector.scripted:
        some = "one operation is" if len(listed) == 1 else f"{len(listed)} operations are"
        message = f"{some} to run through custom code, and there is no script.csx"
        yield Finding(properties_place(connector) / "scriptOperations", message, "add the file, or remove the list")
